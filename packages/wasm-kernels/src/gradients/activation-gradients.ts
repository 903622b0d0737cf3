import * as tf from '@tensorflow/tfjs-core';
import type { FastGradient } from './fast-gradient.ts';
import { runKernel } from './run-kernel.ts';

/**
 * The gradient of an activation as one kernel. That is linear in dy; by the saved value, it is zero nearly everywhere where the activation
 * is made of straight lines, and elsewhere what tfjs-core's own expression of it says.
 */
function activation(kernel: string, grad: string, saved: 'x' | 'y'): FastGradient {
  return {
    kernel,
    grad,
    saves: saved === 'x' ? { inputsToSave: ['x'] } : { outputsToSave: [true] },
    run: (dy, [value], attrs) => ({ x: () => runKernel(grad, { dy, [saved]: value }, attrs) }),
    ofGrad: (previous) => ({
      kernelName: grad,
      inputsToSave: ['dy', saved],
      gradFunc: (upstream, tensors, attrs) => {
        const [dy, value] = tensors as [tf.Tensor, tf.Tensor];
        const bySaved = (y: tf.Tensor): tf.Tensor => previous(dy, [y], attrs).x?.() ?? tf.zerosLike(y);
        return {
          dy: () => runKernel(grad, { dy: upstream as tf.Tensor, [saved]: value }, attrs),
          [saved]: () => (saved === 'x' ? tf.zerosLike(value) : tf.grad(bySaved)(value, upstream as tf.Tensor)),
        };
      },
    }),
  };
}

/** `Elu` is not among them: tfjs-core runs its `EluGrad` by itself. */
export const activationGradients: readonly FastGradient[] = [
  activation(tf.Relu, 'ReluGrad', 'x'),
  activation(tf.Relu6, 'Relu6Grad', 'x'),
  activation(tf.LeakyRelu, 'LeakyReluGrad', 'x'),
  activation(tf.Sigmoid, 'SigmoidGrad', 'y'),
  activation(tf.Tanh, 'TanhGrad', 'y'),
];
