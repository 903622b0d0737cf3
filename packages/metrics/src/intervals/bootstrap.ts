import { foldIn, integers, type Seed } from '@gradlab/random';
import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import { exactSumOf } from '../state/exact-sum.ts';
import { bcaBounds, percentileBounds } from './bootstrap-bounds.ts';

export interface BootstrapOptions {
  /** Resample r depends on the seed and r alone. */
  readonly seed: Seed;
  /** How many resamples, at least 2. Default 2000. */
  readonly resamples?: number;
  /** Coverage that the interval aims at, in (0, 1). Default 0.95. */
  readonly level?: number;
  /**
   * `'percentile'` takes quantiles of the resampled values; `'bca'` corrects them for bias and skewness, for which the statistic is
   * computed once more for each example left out. Default `'bca'`.
   */
  readonly method?: 'percentile' | 'bca';
}

/** An estimate and how sure it is. */
export interface BootstrapInterval {
  /** Of all examples as they are. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Standard deviation of the resampled values. */
  readonly standardError: number;
  /** How many resamples gave NaN, for instance since none of their examples was positive: they were left out. */
  readonly undefinedResamples: number;
}

/**
 * Bootstrap confidence interval of a statistic of examples: they are drawn again, with replacement, as many as there are, and the
 * spread of what the statistic makes of such resamples stands for its own.
 *
 * For two models hand over the difference of their results on the same indices: the interval is then that of the paired
 * difference. Too narrow for few examples (below 20 or so), and wrong where examples depend on each other.
 *
 * @param size number of examples, at least 2
 * @param statistic of the examples with these indices (some several times)
 * @returns bounds that are NaN if fewer than two resamples, or for BCa not all leave-one-out values, gave a number
 * @throws TypeError or RangeError if an argument is of the wrong kind or out of range
 * @see Efron: Better bootstrap confidence intervals. J. Am. Stat. Assoc. 82, 1987.
 *
 * @example
 * ```ts
 * import { bootstrapInterval } from '@gradlab/metrics';
 *
 * const times = [3, 5, 2, 8, 4, 6, 5, 7];
 * const mean = (indices: Uint32Array) => indices.reduce((sum, i) => sum + (times[i] ?? 0), 0) / indices.length;
 * const { estimate, lower, upper } = bootstrapInterval(times.length, mean, { seed: 1, method: 'percentile' });
 * console.log(estimate, lower > 3 && upper < 7); // 5 true
 * ```
 */
export function bootstrapInterval(
  size: number,
  statistic: (indices: Uint32Array) => number,
  { seed, resamples = 2000, level = 0.95, method = 'bca' }: BootstrapOptions,
): BootstrapInterval {
  requireInteger('bootstrapInterval', 'size', size, { min: 2, max: 2 ** 32 - 1 });
  requireInteger('bootstrapInterval', 'resamples', resamples, { min: 2 });
  requireNumber('bootstrapInterval', 'level', level, { above: 0, below: 1 });
  requireOneOf('bootstrapInterval', 'method', method, ['percentile', 'bca']);
  if (typeof statistic !== 'function') {
    throw new TypeError(`bootstrapInterval: statistic must be a function, got ${describeValue(statistic)}`);
  }
  const resultOf = (indices: Uint32Array): number => requireResult(statistic(indices));
  const estimate = resultOf(Uint32Array.from({ length: size }, (_, i) => i));
  const drawn = Float64Array.from({ length: resamples }, (_, r) =>
    resultOf(Uint32Array.from(integers(foldIn(seed, r), size, { below: size }))),
  );
  const sorted = drawn.filter((value) => !Number.isNaN(value)).sort();
  const bounds =
    method === 'bca'
      ? bcaBounds({ sorted, estimate, jackknife: leaveOneOut(size, resultOf), level })
      : percentileBounds(sorted, level);
  return { estimate, ...bounds, standardError: deviationOf(sorted), undefinedResamples: resamples - sorted.length };
}

function requireResult(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`bootstrapInterval: statistic must return a number, got ${describeValue(value)}`);
}

function leaveOneOut(size: number, statistic: (indices: Uint32Array) => number): number[] {
  return Array.from({ length: size }, (_, left) =>
    statistic(Uint32Array.from({ length: size - 1 }, (_, i) => (i < left ? i : i + 1))),
  );
}

function deviationOf(values: Float64Array): number {
  const mean = exactSumOf(values) / values.length;
  return Math.sqrt(exactSumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
