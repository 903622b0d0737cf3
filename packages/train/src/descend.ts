import * as tf from '@tensorflow/tfjs-core';

/** TensorFlow's name of it; `@gradlab/wasm-kernels` registers it for the backend `wasm`. */
const KERNEL = 'ApplyGradientDescent';

/** Whether the current backend has the kernel, and it takes these: anything but float32 of one shape is composed of operations. */
function kernelTakes(variable: tf.Variable, gradient: tf.Tensor): boolean {
  return (
    tf.getKernel(KERNEL, tf.getBackend()) !== undefined &&
    variable.dtype === 'float32' &&
    gradient.dtype === 'float32' &&
    tf.util.arraysEqual(variable.shape, gradient.shape)
  );
}

/** Updates the variable where its data lies; the result is other data only where a clone or a view still refers to the old. */
function runKernel(variable: tf.Variable, grad: tf.Tensor, learningRate: number): void {
  const results = tf.engine().runKernel(KERNEL, { var: variable, grad }, { learningRate });
  for (const result of [results].flat() as tf.Tensor[]) {
    if (result.dataId !== variable.dataId) variable.assign(result);
    result.dispose();
  }
}

/** w ← w − η g: in one pass where the backend has a kernel for it, composed of operations elsewhere. */
export function descend(variable: tf.Variable, gradient: tf.Tensor, learningRate: number): void {
  if (kernelTakes(variable, gradient)) runKernel(variable, gradient, learningRate);
  else tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(gradient, learningRate))));
}
