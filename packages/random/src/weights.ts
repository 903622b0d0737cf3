import { requireNumber } from '@gradlab-internal/checks';
import { log } from './elementary.ts';
import { key, type Seed } from './key.ts';
import { eachBlock } from './units.ts';

/**
 * Checks the weights of `n` items.
 *
 * @returns how many are positive
 * @throws TypeError or RangeError if there are not `n`, or if one is not a finite number ≥ 0, or if their sum is not finite
 */
export function requireWeights(caller: string, weights: ArrayLike<number>, n: number): number {
  if (weights.length !== n) {
    throw new RangeError(`${caller}: weights must have one value for each of ${n} items, got ${weights.length}`);
  }
  let sum = 0;
  let positive = 0;
  for (let i = 0; i < n; i++) {
    const weight = requireNumber(caller, `weights[${i}]`, weights[i], { min: 0 });
    sum += weight;
    if (weight > 0) positive += 1;
  }
  requireNumber(caller, 'the sum of weights', sum);
  return positive;
}

/** w₀, w₀ + w₁, … */
export function cumulativeOf(weights: ArrayLike<number>): Float64Array {
  const sums = Float64Array.from(weights);
  for (let i = 1; i < sums.length; i++) sums[i] = (sums[i - 1] as number) + (sums[i] as number);
  return sums;
}

/** For each draw u the first item whose cumulative weight is above u times the total; never one of weight 0. */
export function drawWeighted(seed: Seed, cumulative: Float64Array, k: number): Uint32Array {
  const { words } = key(seed);
  const total = cumulative.at(-1) ?? 0;
  const drawn = new Uint32Array(k);
  eachBlock(words, 0, k, (units, offset, length) => {
    for (let i = 0; i < length; i++) drawn[offset + i] = firstAbove(cumulative, (units[i] as number) * total);
  });
  return drawn;
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Items in the order of their arrival, item i after a time −ln(1 − uᵢ) / wᵢ; of equal times the lower index first. */
export function smallestArrivals(seed: Seed, weights: ArrayLike<number>, k: number): Uint32Array {
  const { words } = key(seed);
  const times = new Float64Array(weights.length);
  eachBlock(words, 0, times.length, (units, offset, length) => {
    for (let i = 0; i < length; i++) {
      const weight = weights[offset + i] as number;
      times[offset + i] = weight > 0 ? -log(1 - (units[i] as number)) / weight : Number.POSITIVE_INFINITY;
    }
  });
  const order = Uint32Array.from(times, (_, i) => i);
  return order.sort((a, b) => compare(times[a] as number, times[b] as number) || a - b).slice(0, k);
}

/** Not a difference, which is not a number for two infinite times. */
function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
