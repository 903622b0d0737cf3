import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { requireClassWeights } from './class-weights.ts';
import { type Reduced, type Reduction, reduceExamples, reductions } from './reduction.ts';
import { likePredictions } from './require-targets.ts';

/** Options of {@link binaryCrossEntropy}. */
export interface BinaryCrossEntropyOptions<R extends Reduction = Reduction> {
  /** ε in [0, 1]: a target y becomes y (1 − ε) + ε/2. 0 unless given. */
  readonly labelSmoothing?: number;
  /** Weights ≥ 0 of the terms of targets 0 and 1; PyTorch's `pos_weight` p is `[1, p]`. None unless given. */
  readonly classWeights?: readonly [number, number];
  /** `'mean'` unless given; `'none'` gives the loss of each example. */
  readonly reduction?: R;
}

/**
 * Binary cross-entropy from logits, mean over all elements: w₁ y softplus(−z) + w₀ (1 − y) softplus(z), which stays finite for any
 * finite z. It is not divided by the weights, as PyTorch's `BCEWithLogitsLoss` is not.
 *
 * @param targets 0, 1 or a probability between; any dtype, the shape of the logits, or `[batch]` for logits `[batch, 1]`
 * @param logits float32 `[batch, …]`
 * @param options label smoothing, class weights, reduction
 * @returns a scalar, or `[batch]`; the caller disposes it
 * @throws RangeError if shapes do not fit, the batch is empty, a target is not in [0, 1] or an option is out of range
 * @example
 * ```ts
 * import { binaryCrossEntropy } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const loss = binaryCrossEntropy(tf.tensor1d([1, 0]), tf.zeros([2, 1]));
 * console.log(loss.dataSync()[0]); // ln 2 = 0.693147
 * ```
 */
export function binaryCrossEntropy<R extends Reduction = 'mean'>(
  targets: tf.Tensor,
  logits: tf.Tensor,
  options: BinaryCrossEntropyOptions<R> = {},
): Reduced<R> {
  const { labelSmoothing = 0, classWeights, reduction = 'mean' as R } = options;
  requireNumber('binaryCrossEntropy', 'labelSmoothing', labelSmoothing, { min: 0, max: 1 });
  requireOneOf('binaryCrossEntropy', 'reduction', reduction, reductions);
  const [negative = 1, positive = 1] = requireClassWeights('binaryCrossEntropy', classWeights, 2) ?? [];
  return tf.tidy(() => {
    const given = likePredictions('binaryCrossEntropy', targets, logits);
    requireProbabilities(given);
    const y = labelSmoothing === 0 ? given : tf.add(tf.mul(given, 1 - labelSmoothing), labelSmoothing / 2);
    const ofOnes = tf.mul(tf.mul(y, positive), tf.softplus(tf.neg(logits)));
    const ofZeros = tf.mul(tf.mul(tf.sub(1, y), negative), tf.softplus(logits));
    return reduceExamples(tf.add(ofOnes, ofZeros), reduction);
  });
}

/** Outside of [0, 1] the loss has no lower bound, and training would follow it down. */
function requireProbabilities(targets: tf.Tensor): void {
  for (const y of targets.dataSync()) {
    if (y >= 0 && y <= 1) continue;
    throw new RangeError(`binaryCrossEntropy: targets must be in [0, 1], got ${y}`);
  }
}
