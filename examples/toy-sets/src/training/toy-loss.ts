import { binaryCrossEntropy, meanSquaredError, softmaxCrossEntropy } from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';
import type { LossName } from './toy-setting.ts';

/** A loss of labels `[batch]` and logits `[batch, 1 or 2]`. */
export type ToyLoss = (labels: tf.Tensor, logits: tf.Tensor) => tf.Scalar;

/** The losses by name. The squared error is that of the probability: the output of a sigmoid. */
export const TOY_LOSSES: Readonly<Record<LossName, ToyLoss>> = {
  mse: (labels, logits) => tf.tidy(() => meanSquaredError(labels, tf.sigmoid(logits))),
  bce: (labels, logits) => binaryCrossEntropy(labels, logits),
  softmax: (labels, logits) => softmaxCrossEntropy(labels, logits),
  'softmax-sum': (labels, logits) =>
    tf.tidy(() => tf.mul<tf.Scalar>(softmaxCrossEntropy(labels, logits), labels.shape[0] ?? 1)),
};
