import { type Loss, meanSquaredError, softmaxCrossEntropy } from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';

/** What turns the ten logits into the numbers that are compared with the one-hot label. */
export type OutputName = 'softmax' | 'sigmoid' | 'tanh' | 'none';

/** What is made small. */
export type LossName = 'squared error' | 'cross-entropy';

const CLASSES = 10;

const SQUASH: Readonly<Record<OutputName, (logits: tf.Tensor) => tf.Tensor>> = {
  softmax: (logits) => tf.softmax(logits),
  sigmoid: (logits) => tf.sigmoid(logits),
  tanh: (logits) => tf.tanh(logits),
  none: (logits) => logits,
};

/**
 * The loss of int32 labels `[batch]` and logits `[batch, 10]`: (1/10) Σ (σ(z)ₖ − yₖ)² with y one-hot, or −log softmax(z)_y; the mean over the
 * batch.
 *
 * @throws RangeError for cross-entropy of anything but softmax
 */
export function lossOf(loss: LossName, output: OutputName): Loss {
  if (loss === 'squared error') {
    return (labels, logits) =>
      tf.tidy(() =>
        meanSquaredError(tf.oneHot(tf.cast(labels, 'int32'), CLASSES, 1, 0, 'float32'), SQUASH[output](logits)),
      );
  }
  if (output !== 'softmax') throw new RangeError(`lossOf: cross-entropy must be of softmax, got ${output}`);
  return softmaxCrossEntropy;
}
