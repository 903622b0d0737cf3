import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Reduced, type Reduction, reduceExamples, reductions } from './reduction.ts';
import { likePredictions } from './require-targets.ts';

/** Options of {@link huber}. */
export interface HuberOptions<R extends Reduction = Reduction> {
  /** δ > 0: the error from which on the loss is linear. 1 unless given. */
  readonly delta?: number;
  /** `'mean'` unless given; `'none'` gives the loss of each example. */
  readonly reduction?: R;
}

/**
 * Huber's loss, mean over all elements: d²/2 where the error d = ŷ − y is at most δ in size, δ (|d| − δ/2) beyond.
 *
 * @param targets of any dtype, the shape of the predictions, or `[batch]` for predictions `[batch, 1]`
 * @param predictions float32 `[batch, …]`
 * @param options `delta`, `reduction`
 * @returns a scalar, or `[batch]`; the caller disposes it
 * @throws RangeError if shapes do not fit, the batch is empty or δ is not > 0
 * @see Huber (1964), Robust estimation of a location parameter
 * @example
 * ```ts
 * import { huber } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const loss = huber(tf.tensor1d([0, 0]), tf.tensor1d([1, 10]), { delta: 2 });
 * console.log(loss.dataSync()[0]); // (1/2 + 2 · 9) / 2 = 9.25
 * ```
 */
export function huber<R extends Reduction = 'mean'>(
  targets: tf.Tensor,
  predictions: tf.Tensor,
  options: HuberOptions<R> = {},
): Reduced<R> {
  const { reduction = 'mean' as R } = options;
  const delta = requireNumber('huber', 'delta', options.delta ?? 1, { above: 0 });
  requireOneOf('huber', 'reduction', reduction, reductions);
  return tf.tidy(() => {
    const error = tf.sub(predictions, likePredictions('huber', targets, predictions));
    // c (d − c/2) with c = d clipped to ±δ is both branches in one, and so is its gradient.
    const clipped = tf.clipByValue(error, -delta, delta);
    return reduceExamples(tf.mul(clipped, tf.sub(error, tf.div(clipped, 2))), reduction);
  });
}
