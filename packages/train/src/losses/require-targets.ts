import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Targets in the shape of the predictions. `[batch]` beside `[batch,1]` is the one difference allowed: element by element it would
 * broadcast to `[batch,batch]`, a loss that trains towards the mean without a word.
 *
 * @throws RangeError if shapes differ otherwise or the batch is empty
 */
export function likePredictions(caller: string, targets: tf.Tensor, predictions: tf.Tensor): tf.Tensor {
  const [batch = 0, ...rest] = predictions.shape;
  const same = tf.util.arraysEqual(targets.shape, predictions.shape);
  const column = rest.length === 1 && rest[0] === 1 && targets.rank === 1 && targets.shape[0] === batch;
  if (predictions.rank === 0 || predictions.size === 0 || !(same || column)) {
    const got = `${describeShape(targets.shape)} and ${describeShape(predictions.shape)}`;
    throw new RangeError(`${caller}: targets and predictions must have equal shape, batch >= 1, got ${got}`);
  }
  const cast = targets.dtype === 'float32' ? targets : tf.cast(targets, 'float32');
  return same ? cast : tf.reshape(cast, predictions.shape);
}
