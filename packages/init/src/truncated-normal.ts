import { fillTruncatedNormal } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';
import type { NormalOptions } from './normal.ts';

/** Options of {@link truncatedNormal}. */
export interface TruncatedNormalOptions extends NormalOptions {
  /** Lower bound in standard deviations from the mean, finite; default −2. */
  readonly lower?: number;
  /** Upper bound in standard deviations from the mean, finite and above `lower`; default 2. */
  readonly upper?: number;
}

/**
 * Independent draws from N(mean, standardDeviation²) given that they fall between the bounds. `standardDeviation` is that of
 * the whole normal distribution: between ±2 the draws themselves have 0.8796 of it. Nothing is rescaled.
 *
 * @param options `mean`, `standardDeviation`, `lower`, `upper`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not as above, or if nothing of the distribution is between the bounds
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { truncatedNormal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = truncatedNormal({ standardDeviation: 0.1 })([64, 64], 42);
 * console.log(weight.dataSync().every((w) => Math.abs(w) <= Math.fround(0.2))); // true
 * weight.dispose();
 * ```
 */
export function truncatedNormal(options: TruncatedNormalOptions = {}): ConfiguredInitializer {
  const { mean = 0, standardDeviation = 1, lower = -2, upper = 2 } = options;
  const name = 'truncatedNormal';
  requireNumber(name, 'mean', mean);
  requireNumber(name, 'standardDeviation', standardDeviation, { min: 0 });
  requireNumber(name, 'upper', upper, { above: requireNumber(name, 'lower', lower) });
  const all = { mean, standardDeviation, lower, upper };
  // Here rather than at the first weight: bounds that leave nothing are refused by whoever wrote them.
  fillTruncatedNormal(new Float32Array(0), 0, all);
  return defineInitializer(name, all, ({ target, seed }) => {
    fillTruncatedNormal(target, seed, all);
  });
}
