import { fillUniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/** Options of {@link uniform}. */
export interface UniformOptions {
  /** Finite; default 0. */
  readonly min?: number;
  /** Finite, at least `min`; default 1. */
  readonly max?: number;
}

/**
 * Independent draws from the uniform distribution between `min` and `max`, computed in double precision and rounded to
 * float32 (so that `max` itself can come). Value `i`, in row-major order, depends on the seed and on `i` alone.
 *
 * @param options `min`, `max`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not a finite number, or `max` is below `min`
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { uniform } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = uniform({ min: -0.05, max: 0.05 })([784, 500], 42);
 * console.log(weight.shape); // [ 784, 500 ]
 * weight.dispose();
 * ```
 */
export function uniform({ min = 0, max = 1 }: UniformOptions = {}): ConfiguredInitializer {
  requireNumber('uniform', 'min', min);
  requireNumber('uniform', 'max', max, { min });
  requireNumber('uniform', 'max - min', max - min);
  return defineInitializer('uniform', { min, max }, ({ target, seed }) => {
    fillUniform(target, seed, { min, max });
  });
}
