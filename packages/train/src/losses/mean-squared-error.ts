import { requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Reduced, type Reduction, reduceExamples, reductions } from './reduction.ts';
import { likePredictions } from './require-targets.ts';

/**
 * Mean squared error: the mean of (ŷ − y)² over all elements.
 *
 * @param targets of any dtype, the shape of the predictions, or `[batch]` for predictions `[batch, 1]`
 * @param predictions float32 `[batch, …]`
 * @param options `reduction: 'none'` for the mean of each example
 * @returns a scalar, or `[batch]`; the caller disposes it
 * @throws RangeError if shapes do not fit or the batch is empty
 * @example
 * ```ts
 * import { meanSquaredError } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const loss = meanSquaredError(tf.tensor1d([1, 2]), tf.tensor2d([[1], [4]]));
 * console.log(loss.dataSync()[0]); // (0² + 2²) / 2 = 2
 * ```
 */
export function meanSquaredError<R extends Reduction = 'mean'>(
  targets: tf.Tensor,
  predictions: tf.Tensor,
  { reduction = 'mean' as R }: { readonly reduction?: R } = {},
): Reduced<R> {
  requireOneOf('meanSquaredError', 'reduction', reduction, reductions);
  return tf.tidy(() => {
    const y = likePredictions('meanSquaredError', targets, predictions);
    return reduceExamples(tf.square(tf.sub(predictions, y)), reduction);
  });
}
