import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { fusedCrossEntropy, hasFusedCrossEntropy } from './fused-cross-entropy.ts';

/**
 * Softmax cross-entropy from logits, mean over the batch: −1/n Σ log softmax(zᵢ)[yᵢ].
 *
 * @param labels class indices, int32 `[batch]`
 * @param logits float32 `[batch, classes]`
 * @returns a scalar; the caller disposes it
 * @throws RangeError if shapes do not fit, the batch is empty or a label is no class; TypeError if labels are not int32
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
export function softmaxCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  requireLabels(labels, logits);
  return tf.tidy(() => (hasFusedCrossEntropy(logits) ? fusedCrossEntropy(labels, logits) : composed(labels, logits)));
}

function composed(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  const oneHot = tf.cast(tf.oneHot(labels, logits.shape[1] ?? 0), 'bool');
  // Chosen, not multiplied: 0 · (−∞) of an impossible class would be NaN.
  const logLikelihoods = tf.where(oneHot, tf.logSoftmax(logits), tf.zerosLike(logits));
  return tf.neg(tf.mean(tf.sum(logLikelihoods, 1))) as tf.Scalar;
}

function requireLabels(labels: tf.Tensor, logits: tf.Tensor): void {
  if (labels.dtype !== 'int32') {
    throw new TypeError(`softmaxCrossEntropy: labels must be int32 class indices, got ${labels.dtype}`);
  }
  if (logits.rank !== 2 || labels.rank !== 1 || labels.shape[0] !== logits.shape[0] || labels.size === 0) {
    throw new RangeError(
      `softmaxCrossEntropy: labels must have shape [batch] and logits [batch,classes], batch >= 1, got ${describeShape(labels.shape)} and ${describeShape(logits.shape)}`,
    );
  }
  requireClasses(labels, logits.shape[1] ?? 0);
}

/** A label that is no class would add nothing to the loss, and train quietly towards nothing. */
function requireClasses(labels: tf.Tensor, classes: number): void {
  for (const label of labels.dataSync()) {
    if (label >= 0 && label < classes) continue;
    throw new RangeError(`softmaxCrossEntropy: labels must be in [0, ${classes}), got ${label}`);
  }
}
