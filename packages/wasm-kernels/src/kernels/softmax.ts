import { describeShape } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';

const GRAD = 'SoftmaxGrad';
const CROSS_ENTROPY = 'SparseSoftmaxCrossEntropyWithLogits';

function rowsOf(shape: readonly number[]): { rows: number; classes: number } {
  const classes = shape.at(-1) ?? 1;
  return { rows: sizeOf(shape.slice(0, -1)), classes };
}

function requireEqual(kernel: string, what: string, a: readonly number[], b: readonly number[]): void {
  if (String(a) !== String(b)) {
    throw new RangeError(`${kernel}: ${what} must fit, got ${describeShape(a)} and ${describeShape(b)}`);
  }
}

/** Gradient of softmax by its logits, from its output. */
export const softmaxGrad: TrainingKernel = defineKernel<{ dy: tf.TensorInfo; y: tf.TensorInfo }, object>(
  GRAD,
  (host, { dy, y }) => {
    requireFloat32(GRAD, { dy, y });
    requireEqual(GRAD, 'dy and y', dy.shape, y.shape);
    const { rows, classes } = rowsOf(y.shape);
    const out = host.output(y.shape);
    if (classes > 0) {
      host.dispatch('softmaxGrad', [host.address(dy), host.address(y), host.address(out), classes], rows);
    }
    return out;
  },
);

/**
 * −log softmax(logits)[label] of each row, `[batch]`, and its gradient by the logits, `[batch, classes]`; labels are int32 `[batch]`.
 * tfjs has no operation that runs it: `tf.engine().runKernel` does, by the name that TensorFlow gives it.
 */
export const sparseSoftmaxCrossEntropy: TrainingKernel = defineKernel<
  { logits: tf.TensorInfo; labels: tf.TensorInfo },
  object
>(CROSS_ENTROPY, (host, { logits, labels }) => {
  requireFloat32(CROSS_ENTROPY, { logits });
  if (labels.dtype !== 'int32') throw new TypeError(`${CROSS_ENTROPY}: labels must be int32, got ${labels.dtype}`);
  requireEqual(CROSS_ENTROPY, 'labels and rows of logits', labels.shape, logits.shape.slice(0, -1));
  const { rows, classes } = rowsOf(logits.shape);
  const [loss, backprop] = [host.output(labels.shape), host.output(logits.shape)];
  const addresses = [logits, labels, loss, backprop].map((tensor) => host.address(tensor));
  host.dispatch('sparseCrossEntropy', [...addresses, classes], rows);
  return [loss, backprop];
});
