import { registerMissingGradients } from '@gradlab-internal/gradients';

/**
 * Gives `@tensorflow/tfjs-core` the gradients of its operations, which it does not bring in Node: without them `tf.grad`
 * and every optimizer fail. `useBackend` calls it; call it yourself only beside a backend that you set up yourself.
 * Gradients that are registered already stay as they are, so it may be called again at any time.
 *
 * @returns the kernels whose gradients were missing; empty the second time
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-wasm';
 * import { registerGradients } from '@gradlab/backend';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await tf.setBackend('wasm');
 * await registerGradients();
 * const slope = tf.tidy(() => tf.grad((x) => tf.square(x))(tf.scalar(3)).dataSync()[0]);
 * if (slope !== 6) throw new Error(`${slope}`);
 * ```
 */
export async function registerGradients(): Promise<readonly string[]> {
  return registerMissingGradients();
}
