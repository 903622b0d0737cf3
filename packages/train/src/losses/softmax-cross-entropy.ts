import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { requireClassWeights } from './class-weights.ts';
import { fusedCrossEntropy, hasFusedCrossEntropy } from './fused-cross-entropy.ts';
import { type Reduced, type Reduction, reductions } from './reduction.ts';
import { requireLabels } from './require-labels.ts';

/** Options of {@link softmaxCrossEntropy}. */
export interface SoftmaxCrossEntropyOptions<R extends Reduction = Reduction> {
  /** ε in [0, 1]: the label gets 1 − ε + ε / classes of the probability, every other class ε / classes. 0 unless given. */
  readonly labelSmoothing?: number;
  /** A weight ≥ 0 for each class; none unless given. */
  readonly classWeights?: readonly number[];
  /** `'mean'` unless given; `'none'` gives the loss of each example. */
  readonly reduction?: R;
}

/**
 * Softmax cross-entropy from logits, mean over the batch: −1/n Σ log softmax(zᵢ)[yᵢ]. With class weights w and label smoothing ε
 * it is what PyTorch's `CrossEntropyLoss` is: Σᵢ [(1 − ε) w[yᵢ] ℓᵢ(yᵢ) + ε/K Σₖ w[k] ℓᵢ(k)] / Σᵢ w[yᵢ], where ℓᵢ(k) = −log softmax(zᵢ)[k].
 *
 * @param labels class indices, int32 `[batch]`
 * @param logits float32 `[batch, classes]`
 * @param options label smoothing, class weights, reduction
 * @returns a scalar, or `[batch]`; the caller disposes it
 * @throws RangeError if shapes do not fit, the batch is empty, a label is no class, an option is out of range, or the labels of the
 *   batch have weight 0 together; TypeError if labels are not int32
 * @see Szegedy et al. (2016), Rethinking the Inception architecture, on label smoothing
 * @example
 * ```ts
 * import { softmaxCrossEntropy } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const loss = softmaxCrossEntropy(tf.tensor1d([2], 'int32'), tf.zeros([1, 10]));
 * console.log(loss.dataSync()[0]); // ln 10 = 2.302585
 * ```
 */
export function softmaxCrossEntropy<R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: SoftmaxCrossEntropyOptions<R> = {},
): Reduced<R> {
  const { labelSmoothing = 0, classWeights, reduction = 'mean' } = options;
  requireNumber('softmaxCrossEntropy', 'labelSmoothing', labelSmoothing, { min: 0, max: 1 });
  requireOneOf('softmaxCrossEntropy', 'reduction', reduction, reductions);
  const values = requireLabels('softmaxCrossEntropy', labels, logits);
  const weights = requireClassWeights('softmaxCrossEntropy', classWeights, logits.shape[1] ?? 0);
  const plain = labelSmoothing === 0 && weights === undefined && reduction === 'mean';
  return tf.tidy(() => {
    if (plain && hasFusedCrossEntropy(logits)) return fusedCrossEntropy(labels, logits);
    const losses = smoothed(labels, logits, labelSmoothing, weights);
    if (reduction === 'none') return losses;
    return weights === undefined ? tf.mean(losses) : tf.div(tf.sum(losses), totalWeight(values, weights));
  }) as Reduced<R>;
}

/** (1 − ε) w[y] ℓ(y) + ε/K Σ w[k] ℓ(k), for each example. */
function smoothed(
  labels: tf.Tensor,
  logits: tf.Tensor,
  smoothing: number,
  weights: readonly number[] | undefined,
): tf.Tensor {
  const classes = logits.shape[1] ?? 0;
  const logLikelihoods = tf.logSoftmax(logits);
  const weighted = weights === undefined ? logLikelihoods : tf.mul(logLikelihoods, tf.tensor1d([...weights]));
  const oneHot = tf.cast(tf.oneHot(labels, classes), 'bool');
  // Chosen, not multiplied: 0 · (−∞) of an impossible class would be NaN.
  const ofLabel = tf.neg(tf.sum(tf.where(oneHot, weighted, tf.zerosLike(logits)), 1));
  if (smoothing === 0) return ofLabel;
  const ofAll = tf.neg(tf.sum(weighted, 1));
  return tf.add(tf.mul(ofLabel, 1 - smoothing), tf.mul(ofAll, smoothing / classes));
}

function totalWeight(labels: ArrayLike<number>, weights: readonly number[]): number {
  const total = Array.from(labels).reduce((sum, label) => sum + (weights[label] ?? 0), 0);
  if (total > 0) return total;
  throw new RangeError('softmaxCrossEntropy: classWeights must give the labels of a batch a total weight > 0, got 0');
}
