import { exactSumOf } from '../state/exact-sum.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** A confidence interval. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** Bounds between which `level` of the resampled values lie, as much cut off on each side. */
export function percentileBounds(sorted: Float64Array, level: number): Bounds {
  return { lower: quantile(sorted, (1 - level) / 2), upper: quantile(sorted, (1 + level) / 2) };
}

/** What BCa needs beyond the level. */
export interface BcaInput {
  /** Resampled values, growing. */
  readonly sorted: Float64Array;
  /** The value of all examples. */
  readonly estimate: number;
  /** The values with one example left out. */
  readonly jackknife: readonly number[];
  readonly level: number;
}

/** Percentiles moved for the median bias and for a spread that changes with the value. */
export function bcaBounds({ sorted, estimate, jackknife, level }: BcaInput): Bounds {
  const below = sorted.reduce((sum, value) => sum + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0);
  const bias = normalQuantile(below / sorted.length);
  const acceleration = accelerationOf(jackknife);
  const moved = (tail: number): number => {
    const z = bias + normalQuantile(tail);
    return quantile(sorted, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return { lower: moved((1 - level) / 2), upper: moved((1 + level) / 2) };
}

/** Skewness of the jackknife's values over 6; 0 where they do not vary. */
function accelerationOf(values: readonly number[]): number {
  const mean = exactSumOf(values) / values.length;
  const squares = exactSumOf(values.map((value) => (mean - value) ** 2));
  const cubes = exactSumOf(values.map((value) => (mean - value) ** 3));
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** With linear interpolation between neighbours, as numpy's percentile. */
function quantile(sorted: Float64Array, fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return Number.NaN;
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}
