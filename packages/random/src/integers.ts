import { requireInteger } from '@gradlab-internal/checks';
import { attemptWords, key, type Seed } from './key.ts';
import type { Words } from './threefry.ts';
import { eachBlock, requireCount, requireStart, type StreamOptions, unitAt } from './units.ts';

/** Options of {@link integers}. */
export interface IntegersOptions extends StreamOptions {
  /** Smallest value, an integer; default 0. */
  readonly min?: number;
  /** Values are smaller than this integer, which is above `min` and less than 2⁵³ away from it. */
  readonly below: number;
}

const TWO_53 = 2 ** 53;

/**
 * `n` integers, each of min … below − 1 equally likely: no value is favoured, whatever the range. Draw `i` depends on the
 * seed and on `i` alone.
 *
 * A 53-bit number falls into one of as many equal buckets as there are values; one behind the last bucket is drawn again, from
 * a stream of second attempts, and so on. For ranges below 10⁹ a first attempt fails with a probability below 10⁻⁶.
 *
 * @param seed integer or key
 * @param n how many, an integer in [0, 2³²)
 * @param options the range, and `start`
 * @returns length `n`; doubles, which hold every integer of such a range exactly
 * @throws TypeError or RangeError if an argument is not as above
 * @example
 * ```ts
 * import { integers } from '@gradlab/random';
 * const dice = integers(1, 100, { min: 1, below: 7 });
 * console.log(dice.every((face) => face >= 1 && face <= 6)); // true
 * ```
 */
export function integers(seed: Seed, n: number, { min = 0, below, start = 0 }: IntegersOptions): Float64Array {
  const { words } = key(seed);
  const draws = new Float64Array(requireCount('integers', 'n', n));
  requireInteger('integers', 'min', min);
  requireInteger('integers', 'below', below, { above: min });
  const count = requireInteger('integers', 'below - min', below - min, { min: 1 });
  requireStart('integers', start, n);
  eachBlock(words, start, n, (units, offset, length) => {
    for (let i = 0; i < length; i++) {
      draws[offset + i] = min + integerFrom(units[i] as number, count, words, start + offset + i);
    }
  });
  return draws;
}

/**
 * One of 0 … count − 1, from the uniform number of the counter `index` or, if that is behind the last bucket, from further
 * attempts for that counter.
 */
export function integerFrom(unit: number, count: number, words: Words, index: number): number {
  const bucket = Math.floor(TWO_53 / count);
  let drawn = bucketOf(unit, bucket);
  for (let attempt = 1; drawn >= count; attempt++) {
    drawn = bucketOf(unitAt(attemptWords(words, attempt), index), bucket);
  }
  return drawn;
}

/** The division is rounded, but never up to an integer: unit·2⁵³ = q·bucket − 1 is below q by at least q·2⁻⁵³. */
function bucketOf(unit: number, bucket: number): number {
  return Math.floor((unit * TWO_53) / bucket);
}
