import { requireInteger } from '@gradlab-internal/checks';
import { halves, key, type Seed } from './key.ts';
import { threefry2x32, type Words } from './threefry.ts';

/** Uniform number in [0, 1) from 53 of the 64 bits that the counter `index` gives. */
export function uniformAt(words: Words, index: number): number {
  const [high, low] = threefry2x32(words, halves(index));
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

/**
 * `n` draws from the uniform distribution on [0, 1), with 53 random bits each. Draw `i` depends on the seed and on `i`
 * alone: a longer call begins with the shorter one's values.
 *
 * @param seed integer or key
 * @param n how many, an integer ≥ 0
 * @returns length `n`
 * @throws RangeError if `n` is not an integer ≥ 0
 * @example
 * ```ts
 * import { uniform } from '@gradlab/random';
 * const draws = uniform(1, 1000);
 * console.log(Math.min(...draws) >= 0 && Math.max(...draws) < 1); // true
 * ```
 */
export function uniform(seed: Seed, n: number): Float64Array {
  const { words } = key(seed);
  const draws = new Float64Array(requireInteger('uniform', 'n', n, { min: 0 }));
  for (let i = 0; i < draws.length; i++) draws[i] = uniformAt(words, i);
  return draws;
}
