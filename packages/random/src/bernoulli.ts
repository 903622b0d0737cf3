import { requireNumber } from '@gradlab-internal/checks';
import { key, type Seed } from './key.ts';
import { eachBlock, requireCount, requireStart, type StreamOptions } from './units.ts';

/**
 * `n` draws that are 1 with probability `p` and 0 otherwise: draw `i` is 1 where `uniform(seed, n)[i] < p`.
 *
 * @param seed integer or key
 * @param n how many, an integer in [0, 2³²)
 * @param p probability of 1, in [0, 1]; it is met to 2⁻⁵³, and 0 and 1 exactly
 * @param options `start`
 * @returns length `n`
 * @throws TypeError or RangeError if an argument is not as above
 * @example
 * ```ts
 * import { bernoulli } from '@gradlab/random';
 * const keep = bernoulli(1, 1000, 0.8);
 * console.log(keep.every((bit) => bit === 0 || bit === 1)); // true
 * ```
 */
export function bernoulli(seed: Seed, n: number, p: number, { start = 0 }: StreamOptions = {}): Uint8Array {
  const { words } = key(seed);
  const draws = new Uint8Array(requireCount('bernoulli', 'n', n));
  requireNumber('bernoulli', 'p', p, { min: 0, max: 1 });
  requireStart('bernoulli', start, n);
  eachBlock(words, start, n, (units, offset, length) => {
    compare(units, length, p, draws, offset);
  });
  return draws;
}

function compare(units: Float64Array, count: number, p: number, draws: Uint8Array, at: number): void {
  for (let i = 0; i < count; i++) draws[at + i] = Number((units[i] as number) < p);
}
