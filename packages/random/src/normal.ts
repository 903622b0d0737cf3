import { requireInteger } from '@gradlab-internal/checks';
import { cosSinOfTurn, log } from './elementary.ts';
import { key, type Seed } from './key.ts';
import { uniformAt } from './uniform.ts';

/**
 * `n` draws from the standard normal distribution N(0, 1), by the Box–Muller transform: √(−2 ln u) · (cos 2πv, sin 2πv).
 * Draw `i` depends on the seed and on `i` alone, and has the same bits on every engine.
 *
 * @param seed integer or key
 * @param n how many, an integer ≥ 0
 * @returns length `n`; no value is beyond 8.6, where 53-bit uniforms end
 * @throws RangeError if `n` is not an integer ≥ 0
 * @see Box, Muller: A note on the generation of random normal deviates. Annals of Mathematical Statistics, 1958.
 * @example
 * ```ts
 * import { normal } from '@gradlab/random';
 * const draws = normal(1, 10_000);
 * const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
 * if (Math.abs(mean) > 0.05) throw new Error(`mean ${mean}`);
 * ```
 */
export function normal(seed: Seed, n: number): Float64Array {
  const { words } = key(seed);
  const draws = new Float64Array(requireInteger('normal', 'n', n, { min: 0 }));
  for (let i = 0; i < draws.length; i += 2) {
    // 1 − u lies in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * log(1 - uniformAt(words, i)));
    const [cos, sin] = cosSinOfTurn(uniformAt(words, i + 1));
    draws[i] = radius * cos;
    if (i + 1 < draws.length) draws[i + 1] = radius * sin;
  }
  return draws;
}
