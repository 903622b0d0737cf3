import * as tf from '@tensorflow/tfjs-core';
import { runUpdateKernel } from './run-update-kernel.ts';

/** w ← w − η g: in one pass where the backend has a kernel for it, composed of operations elsewhere. */
export function descend(variable: tf.Variable, gradient: tf.Tensor, learningRate: number): void {
  if (runUpdateKernel('ApplyGradientDescent', { var: variable }, gradient, { learningRate })) return;
  tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(gradient, learningRate))));
}
