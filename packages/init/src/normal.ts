import { fillNormal } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/** Options of {@link normal}. */
export interface NormalOptions {
  /** Finite; default 0. */
  readonly mean?: number;
  /** At least 0; default 1. Neither depends on the shape. */
  readonly standardDeviation?: number;
}

/**
 * Independent draws from N(mean, standardDeviation²), computed in double precision and rounded to float32. Value `i`, in
 * row-major order, depends on the seed and on `i` alone.
 *
 * @param options `mean`, `standardDeviation`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not a finite number, or the standard deviation is negative
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { foldIn } from '@gradlab/random';
 * import { normal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = normal({ standardDeviation: 0.01 })([784, 500], foldIn(42, 'dense1.weight'));
 * console.log(weight.shape); // [ 784, 500 ]
 * weight.dispose();
 * ```
 */
export function normal({ mean = 0, standardDeviation = 1 }: NormalOptions = {}): ConfiguredInitializer {
  requireNumber('normal', 'mean', mean);
  requireNumber('normal', 'standardDeviation', standardDeviation, { min: 0 });
  return defineInitializer('normal', { mean, standardDeviation }, ({ target, seed }) => {
    fillNormal(target, seed, { mean, standardDeviation });
  });
}
