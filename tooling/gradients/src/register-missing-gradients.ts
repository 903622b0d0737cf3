import * as tf from '@tensorflow/tfjs-core';

/**
 * Registers the gradients of tfjs-core's operations, which its npm entry does not bring in Node. Those that are registered
 * already stay as they are.
 *
 * @returns the kernels whose gradients were missing
 */
export async function registerMissingGradients(): Promise<readonly string[]> {
  const { gradients } = await import('#gradients');
  const missing = gradients.filter(({ kernelName }) => tf.getGradient(kernelName) === undefined);
  for (const gradient of missing) tf.registerGradient(gradient);
  return missing.map(({ kernelName }) => kernelName);
}
