import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/**
 * All values 0: the usual start of a bias. A hidden layer whose weights all start at zero learns nothing, since each of its
 * units gets the same gradient. The seed is checked and has no effect.
 *
 * @returns an initialiser
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { zeros } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const bias = zeros()([10], 42);
 * console.log(bias.shape, bias.dtype); // [ 10 ] float32
 * bias.dispose();
 * ```
 */
export function zeros(): ConfiguredInitializer {
  return defineInitializer('zeros', {}, () => {});
}
