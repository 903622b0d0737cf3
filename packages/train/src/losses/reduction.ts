import * as tf from '@tensorflow/tfjs-core';

/** What a loss makes of its value for each example: their mean, or nothing (`'none'` gives `[batch]`). */
export type Reduction = 'mean' | 'none';

/** The choices, for messages. */
export const reductions: readonly Reduction[] = ['mean', 'none'];

/** What a loss returns under a reduction. */
export type Reduced<R extends Reduction> = R extends 'none' ? tf.Tensor1D : tf.Scalar;

/**
 * Means over all but the first axis, then over it unless each example's value is wanted. Examples are of one size, so the mean of
 * means is the mean of all.
 *
 * @param values `[batch, …]`
 */
export function reduceExamples<R extends Reduction>(values: tf.Tensor, reduction: R): Reduced<R> {
  const reduced = reduction === 'mean' ? tf.mean(values) : tf.mean(tf.reshape(values, [values.shape[0] ?? 0, -1]), 1);
  return reduced as Reduced<R>;
}
