import { describeShape, requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Reduced, type Reduction, reduceExamples, reductions } from './reduction.ts';
import { likePredictions } from './require-targets.ts';

/** Options of {@link gaussianNll}. */
export interface GaussianNllOptions<R extends Reduction = Reduction> {
  /** Whether to add the constant ½ log 2π, which no training needs. False unless given. */
  readonly full?: boolean;
  /** `'mean'` unless given; `'none'` gives the loss of each example. */
  readonly reduction?: R;
}

/**
 * Gaussian negative log-likelihood of a network that predicts a mean μ and a log-variance s, mean over all targets:
 * ½ (s + (y − μ)² e⁻ˢ), and ½ log 2π with `full`. A log-variance needs no lower bound: every real number is one.
 *
 * @param targets `[batch, d]`, or `[batch]` where d is 1
 * @param predictions float32 `[batch, 2 d]`: the means, then the log-variances
 * @param options `full`, `reduction`
 * @returns a scalar, or `[batch]`; the caller disposes it
 * @throws RangeError if shapes do not fit or the batch is empty
 * @see Nix and Weigend (1994), Estimating the mean and variance of the target probability distribution
 * @example
 * ```ts
 * import { gaussianNll } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const loss = gaussianNll(tf.tensor1d([3]), tf.tensor2d([[1, 0]])); // μ = 1, σ² = 1
 * console.log(loss.dataSync()[0]); // (0 + 2²) / 2 = 2
 * ```
 */
export function gaussianNll<R extends Reduction = 'mean'>(
  targets: tf.Tensor,
  predictions: tf.Tensor,
  { full = false, reduction = 'mean' as R }: GaussianNllOptions<R> = {},
): Reduced<R> {
  requireOneOf('gaussianNll', 'reduction', reduction, reductions);
  const [batch = 0, outputs = 0] = predictions.shape;
  if (predictions.rank !== 2 || outputs % 2 !== 0 || outputs === 0 || batch === 0) {
    const got = describeShape(predictions.shape);
    throw new RangeError(`gaussianNll: predictions must have shape [batch,2 d], batch >= 1, got ${got}`);
  }
  return tf.tidy(() => {
    const size = outputs / 2;
    const mean = tf.slice(predictions, [0, 0], [batch, size]);
    const logVariance = tf.slice(predictions, [0, size], [batch, size]);
    const error = tf.sub(mean, likePredictions('gaussianNll', targets, mean));
    const twice = tf.add(logVariance, tf.mul(tf.square(error), tf.exp(tf.neg(logVariance))));
    const losses = tf.div(twice, 2);
    return reduceExamples(full ? tf.add(losses, Math.log(2 * Math.PI) / 2) : losses, reduction);
  });
}
