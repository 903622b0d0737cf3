import * as tf from '@tensorflow/tfjs-core';
import type { FastGradient } from './fast-gradient.ts';
import { runKernel } from './run-kernel.ts';

/** The derivative of dy · f′ by the saved value, times what comes from upstream. */
type BySaved = (upstream: tf.Tensor, dy: tf.Tensor, saved: tf.Tensor) => tf.Tensor;

/** The gradient of an activation as one kernel. That is linear in dy, and the same gradient of its own gradient. */
function activation(
  kernel: string,
  grad: string,
  saved: 'x' | 'y',
  bySaved: BySaved,
  input: 'x' | 'logits' = 'x',
): FastGradient {
  return {
    kernel,
    grad,
    saves: saved === 'x' ? { inputsToSave: ['x'] } : { outputsToSave: [true] },
    run: (dy, [value], attrs) => ({ [input]: () => runKernel(grad, { dy, [saved]: value }, attrs) }),
    ofGrad: {
      kernelName: grad,
      inputsToSave: ['dy', saved],
      gradFunc: (upstream, tensors, attrs) => {
        const [dy, value] = tensors as [tf.Tensor, tf.Tensor];
        return {
          dy: () => runKernel(grad, { dy: upstream as tf.Tensor, [saved]: value }, attrs),
          [saved]: () => bySaved(upstream as tf.Tensor, dy, value),
        };
      },
    },
  };
}

/** Of an activation made of straight lines: nothing, nearly everywhere. */
const straight: BySaved = (_upstream, _dy, x) => tf.zerosLike(x);

/** dy · y · (1 − y) */
const ofSigmoid: BySaved = (upstream, dy, y) => tf.mul(upstream, tf.mul(dy, tf.sub(1, tf.mul(y, 2))));

/** dy · (1 − y²) */
const ofTanh: BySaved = (upstream, dy, y) => tf.mul(upstream, tf.mul(dy, tf.mul(y, -2)));

/** dy · y − y Σ dy · y */
const ofSoftmax: BySaved = (upstream, dy, y) => {
  const sumOf = (x: tf.Tensor): tf.Tensor => tf.sum(tf.mul(x, y), -1, true);
  return tf.sub(tf.mul(upstream, tf.sub(dy, sumOf(dy))), tf.mul(dy, sumOf(upstream)));
};

/** `Elu` is not among them: tfjs-core runs its `EluGrad` by itself. */
export const activationGradients: readonly FastGradient[] = [
  activation(tf.Relu, 'ReluGrad', 'x', straight),
  activation(tf.Relu6, 'Relu6Grad', 'x', straight),
  activation(tf.LeakyRelu, 'LeakyReluGrad', 'x', straight),
  activation(tf.Sigmoid, 'SigmoidGrad', 'y', ofSigmoid),
  activation(tf.Tanh, 'TanhGrad', 'y', ofTanh),
  // Its Jacobian is symmetric, so by dy it is its own gradient, as that of a function of one value is.
  activation(tf.Softmax, 'SoftmaxGrad', 'y', ofSoftmax, 'logits'),
];
