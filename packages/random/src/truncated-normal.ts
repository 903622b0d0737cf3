import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { requireFloats } from './floats.ts';
import { key, type Seed } from './key.ts';
import type { NormalOptions } from './normal.ts';
import { quantile, upperTail } from './normal-distribution.ts';
import { place } from './place.ts';
import { eachBlock, requireCount, requireStart } from './units.ts';

/** Options of {@link truncatedNormal}. */
export interface TruncatedNormalOptions extends NormalOptions {
  /** Lower bound in standard deviations from the mean, −∞ allowed; default −2. */
  readonly lower?: number;
  /** Upper bound in standard deviations from the mean, above `lower`, ∞ allowed; default 2. */
  readonly upper?: number;
}

// Beyond 37 σ less than this is left of a normal distribution, and the numbers that measure it lose their bits.
const LEAST_MASS = 1e-297;

/**
 * `n` draws from N(μ, σ²) given that they fall within [μ + lower·σ, μ + upper·σ]. Nothing is rescaled: between ±2 σ the
 * standard deviation of the draws is 0.8796 σ. Draw `i` is the quantile of a uniform number, so it depends on the seed and on
 * `i` alone, and has the same bits on every engine; it is as good in a far tail, [5, 6] or [8, ∞), as in the middle.
 *
 * @param seed integer or key
 * @param n how many, an integer in [0, 2³²)
 * @param options bounds, ±2 unless given, `mean` and `standardDeviation`, 0 and 1 unless given, and `start`
 * @returns length `n`
 * @throws TypeError or RangeError if an argument is not as above, or if a normal draw falls between the bounds with a
 *   probability below 10⁻²⁹⁷
 * @see Wichura: Algorithm AS 241: the percentage points of the normal distribution. Applied Statistics, 1988.
 * @example
 * ```ts
 * import { truncatedNormal } from '@gradlab/random';
 * const draws = truncatedNormal(1, 1000, { lower: 5, upper: 6 });
 * console.log(Math.min(...draws) >= 5 && Math.max(...draws) <= 6); // true
 * ```
 */
export function truncatedNormal(seed: Seed, n: number, options: TruncatedNormalOptions = {}): Float64Array {
  return fill('truncatedNormal', new Float64Array(requireCount('truncatedNormal', 'n', n)), seed, options);
}

/**
 * Fills an array with the draws of {@link truncatedNormal}, with nothing allocated beside it; in a `Float32Array` each is
 * rounded to the nearest float32.
 *
 * @param target `Float32Array` or `Float64Array`; every element is overwritten
 * @param seed integer or key
 * @param options as for `truncatedNormal`
 * @returns `target`
 * @throws TypeError or RangeError as `truncatedNormal` does
 * @example
 * ```ts
 * import { fillTruncatedNormal, foldIn } from '@gradlab/random';
 * const weights = new Float32Array(784 * 500);
 * fillTruncatedNormal(weights, foldIn(7, 'dense1.weight'), { standardDeviation: 0.02 });
 * console.log(weights.every((w) => Math.abs(w) <= Math.fround(0.04))); // true
 * ```
 */
export function fillTruncatedNormal<T extends Float32Array | Float64Array>(
  target: T,
  seed: Seed,
  options: TruncatedNormalOptions = {},
): T {
  return fill('fillTruncatedNormal', requireFloats('fillTruncatedNormal', target), seed, options);
}

function fill<T extends Float32Array | Float64Array>(
  caller: string,
  target: T,
  seed: Seed,
  { lower = -2, upper = 2, mean = 0, standardDeviation = 1, start = 0 }: TruncatedNormalOptions,
): T {
  const { words } = key(seed);
  requireBounds(caller, lower, upper);
  requireNumber(caller, 'mean', mean);
  requireNumber(caller, 'standardDeviation', standardDeviation, { min: 0 });
  requireStart(caller, start, target.length);
  const masses = massesOf(lower, upper);
  if (masses.between < LEAST_MASS) {
    throw new RangeError(
      `${caller}: lower and upper must leave a probability of at least ${LEAST_MASS}, got ${masses.between}`,
    );
  }
  eachBlock(words, start, target.length, (units, offset, length) => {
    toQuantiles(units, length, masses, lower, upper);
    place(units, length, target, offset, mean, standardDeviation);
  });
  return target;
}

function requireBounds(caller: string, lower: unknown, upper: unknown): void {
  for (const [name, bound] of Object.entries({ lower, upper })) {
    if (typeof bound !== 'number') {
      throw new TypeError(`${caller}: ${name} must be a number, got ${describeValue(bound)}`);
    }
  }
  if (!((lower as number) < (upper as number))) {
    throw new RangeError(`${caller}: upper must be a number > lower, got [${lower},${upper}]`);
  }
}

/** Probabilities of a standard normal. */
interface Masses {
  readonly below: number;
  readonly between: number;
  readonly above: number;
}

/** Each is a difference of small numbers, if of any, so that none is lost in a rounding beside 1. */
function massesOf(lower: number, upper: number): Masses {
  const below = upperTail(-lower);
  const above = upperTail(upper);
  if (lower >= 0) return { below, between: upperTail(lower) - above, above };
  if (upper <= 0) return { below, between: upperTail(-upper) - below, above };
  return { below, between: 1 - below - above, above };
}

function toQuantiles(units: Float64Array, length: number, masses: Masses, lower: number, upper: number): void {
  const { below, between, above } = masses;
  for (let i = 0; i < length; i++) {
    // A uniform number of 0 means one below 2⁻⁵³: its middle keeps a quantile without a lower bound finite.
    const u = (units[i] as number) || 2 ** -54;
    // Measured from its own end, each tail has the accuracy of small numbers.
    const z = quantile(below + u * between, above + (1 - u) * between);
    // A rounding may have taken it past a bound.
    units[i] = Math.min(upper, Math.max(lower, z));
  }
}
