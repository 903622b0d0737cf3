import * as tf from '@tensorflow/tfjs-core';

/** Whether the current backend has the kernel, and it takes these: anything but float32 of one shape is composed of operations. */
function kernelTakes(kernel: string, states: readonly tf.Variable[], gradient: tf.Tensor): boolean {
  return (
    tf.getKernel(kernel, tf.getBackend()) !== undefined &&
    gradient.dtype === 'float32' &&
    states.every(({ dtype, shape }) => dtype === 'float32' && tf.util.arraysEqual(shape, gradient.shape))
  );
}

/**
 * One update by a kernel under TensorFlow's name, which `@gradlab/wasm-kernels` registers for the backend `wasm`. It writes new values
 * where the old ones lie; a result is other data only where a clone or a view still refers to the old.
 *
 * @param kernel `ApplyGradientDescent` for one
 * @param states by the kernel's own input names, in the order of its results
 * @returns whether it was done; if not, nothing has changed
 */
export function runUpdateKernel(
  kernel: string,
  states: Readonly<Record<string, tf.Variable>>,
  grad: tf.Tensor,
  attributes: tf.NamedAttrMap,
): boolean {
  const variables = Object.values(states);
  if (!kernelTakes(kernel, variables, grad)) return false;
  const results = tf.engine().runKernel(kernel, { ...states, grad }, attributes);
  for (const [i, result] of ([results].flat() as tf.Tensor[]).entries()) {
    const variable = variables[i];
    if (variable !== undefined && result.dataId !== variable.dataId) variable.assign(result);
    result.dispose();
  }
  return true;
}
