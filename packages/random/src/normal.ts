import { requireNumber } from '@gradlab-internal/checks';
import { cosSeries, log, sinSeries } from './elementary.ts';
import { requireFloats } from './floats.ts';
import { key, type Seed } from './key.ts';
import { place } from './place.ts';
import { eachBlock, requireCount, requireStart, type StreamOptions } from './units.ts';

/** Options of {@link normal}. */
export interface NormalOptions extends StreamOptions {
  /** μ, finite; default 0. */
  readonly mean?: number;
  /** σ, at least 0; default 1. */
  readonly standardDeviation?: number;
}

const TWO_PI = 2 * Math.PI;

/**
 * `n` draws from the normal distribution N(μ, σ²), by the Box–Muller transform: μ + σ·√(−2 ln u)·(cos 2πv, sin 2πv). Draw `i`
 * depends on the seed and on `i` alone, and has the same bits on every engine.
 *
 * @param seed integer or key
 * @param n how many, an integer in [0, 2³²)
 * @param options `mean` and `standardDeviation`, 0 and 1 unless given, and `start`
 * @returns length `n`; no value is more than 8.6 σ from μ, where 53-bit uniforms end
 * @throws TypeError or RangeError if an argument is not as above
 * @see Box, Muller: A note on the generation of random normal deviates. Annals of Mathematical Statistics, 1958.
 * @example
 * ```ts
 * import { normal } from '@gradlab/random';
 * const draws = normal(1, 10_000);
 * const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
 * if (Math.abs(mean) > 0.05) throw new Error(`mean ${mean}`);
 * ```
 */
export function normal(seed: Seed, n: number, options: NormalOptions = {}): Float64Array {
  return fill('normal', new Float64Array(requireCount('normal', 'n', n)), seed, options);
}

/**
 * Fills an array with the draws of {@link normal}, with nothing allocated beside it; in a `Float32Array` each is rounded to
 * the nearest float32.
 *
 * @param target `Float32Array` or `Float64Array`; every element is overwritten
 * @param seed integer or key
 * @param options `mean` and `standardDeviation`, 0 and 1 unless given, and `start`
 * @returns `target`
 * @throws TypeError or RangeError if an argument is not as above
 * @example
 * ```ts
 * import { fillNormal, foldIn } from '@gradlab/random';
 * const weights = new Float32Array(784 * 500);
 * fillNormal(weights, foldIn(7, 'dense1.weight'), { standardDeviation: Math.sqrt(2 / 784) });
 * ```
 */
export function fillNormal<T extends Float32Array | Float64Array>(
  target: T,
  seed: Seed,
  options: NormalOptions = {},
): T {
  return fill('fillNormal', requireFloats('fillNormal', target), seed, options);
}

function fill<T extends Float32Array | Float64Array>(
  caller: string,
  target: T,
  seed: Seed,
  { mean = 0, standardDeviation = 1, start = 0 }: NormalOptions,
): T {
  const { words } = key(seed);
  requireNumber(caller, 'mean', mean);
  requireNumber(caller, 'standardDeviation', standardDeviation, { min: 0 });
  requireStart(caller, start, target.length);
  // Two draws share two counters, so the first pair may begin before the target does, and the last one end behind it.
  const before = start % 2;
  const pairs = Math.ceil((target.length + before) / 2);
  eachBlock(words, start - before, 2 * pairs, (units, offset, length) => {
    toNormals(units, length);
    const first = offset === 0 ? before : 0;
    const end = Math.min(length, target.length + before - offset);
    if (first > 0) units.copyWithin(0, first, end);
    place(units, end - first, target, offset + first - before, mean, standardDeviation);
  });
  return target;
}

/** Turns each pair of uniform numbers into two draws from N(0, 1). */
function toNormals(units: Float64Array, length: number): void {
  for (let i = 0; i < length; i += 2) {
    // 1 − u lies in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * log(1 - (units[i] as number)));
    const turn = units[i + 1] as number;
    const quadrant = Math.floor(turn * 4 + 0.5);
    // The subtraction is exact, so the angle is as good as the fraction of a turn.
    const angle = (turn - quadrant / 4) * TWO_PI;
    const square = angle * angle;
    // A quarter turn takes (cos, sin) to (−sin, cos). Done by places and factors: no processor can guess a random condition.
    const odd = quadrant & 1;
    units[i + odd] = radius * cosSeries(square) * (1 - (quadrant & 2));
    units[i + 1 - odd] = radius * sinSeries(angle, square) * (1 - ((quadrant + 1) & 2));
  }
}
