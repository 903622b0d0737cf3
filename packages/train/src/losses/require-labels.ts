import { describeShape } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * Checks class indices against logits, and gives the indices.
 *
 * @throws TypeError if labels are not int32; RangeError if shapes do not fit, the batch is empty or a label is no class
 */
export function requireLabels(caller: string, labels: tf.Tensor, logits: tf.Tensor): Int32Array {
  if (labels.dtype !== 'int32') {
    throw new TypeError(`${caller}: labels must be int32 class indices, got ${labels.dtype}`);
  }
  if (logits.rank !== 2 || labels.rank !== 1 || labels.shape[0] !== logits.shape[0] || labels.size === 0) {
    throw new RangeError(
      `${caller}: labels must have shape [batch] and logits [batch,classes], batch >= 1, got ${describeShape(labels.shape)} and ${describeShape(logits.shape)}`,
    );
  }
  const values = labels.dataSync<'int32'>();
  requireClasses(caller, values, logits.shape[1] ?? 0);
  return values;
}

/** A label that is no class would add nothing to the loss, and train quietly towards nothing. */
function requireClasses(caller: string, labels: Int32Array, classes: number): void {
  for (const label of labels) {
    if (label >= 0 && label < classes) continue;
    throw new RangeError(`${caller}: labels must be in [0, ${classes}), got ${label}`);
  }
}
