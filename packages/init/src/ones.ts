import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/**
 * All values 1: the usual start of a scale, as in batch normalisation. The seed is checked and has no effect.
 *
 * @returns an initialiser
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { ones } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const gamma = ones()([4], 42);
 * console.log([...gamma.dataSync()]); // [ 1, 1, 1, 1 ]
 * gamma.dispose();
 * ```
 */
export function ones(): ConfiguredInitializer {
  return defineInitializer('ones', {}, ({ target }) => target.fill(1));
}
