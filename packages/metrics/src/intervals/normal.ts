import { describeValue, requireNumber } from '@gradlab-internal/checks';

/** Beyond it the lower tail is below the smallest double. */
const FARTHEST = 39;
/** From here on the continued fraction takes fewer steps than the series. */
const SERIES_END = 3;

/**
 * Φ(x) = ∫₋∞ˣ e^(−t²/2) dt / √2π, the standard normal distribution; accurate in its lower tail as well, to about 10⁻¹³ of its value.
 *
 * @param x any number; NaN gives NaN
 * @returns in [0, 1]
 * @throws TypeError if x is no number
 * @example
 * ```ts
 * import { normalCdf } from '@gradlab/metrics';
 *
 * // The share of errors within two standard deviations.
 * console.log(normalCdf(2) - normalCdf(-2)); // 0.9545
 * ```
 */
export function normalCdf(x: number): number {
  if (typeof x !== 'number') throw new TypeError(`normalCdf: x must be a number, got ${describeValue(x)}`);
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 0) return 1 - normalCdf(-x);
  if (x < -FARTHEST) return 0;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return -x < SERIES_END ? 0.5 - density * seriesSum(-x) : density / tailFraction(-x);
}

/** x + x³/3 + x⁵/(3·5) + …, all of one sign: (Φ(x) − 1/2) / φ(x). */
function seriesSum(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 2 ** -54; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), from its inside: φ(x) over the tail. */
function tailFraction(x: number): number {
  let value = x;
  for (let k = 200; k >= 1; k--) value = x + k / value;
  return value;
}

/**
 * The x with Φ(x) = p, by halving: −Infinity at 0, Infinity at 1.
 *
 * @param p probability, in [0, 1]; NaN gives NaN
 * @returns a quantile of the standard normal distribution
 * @throws TypeError if p is no number; RangeError if it is not in [0, 1]
 * @example
 * ```ts
 * import { normalQuantile } from '@gradlab/metrics';
 *
 * console.log(normalQuantile(0.975)); // 1.96
 * ```
 */
export function normalQuantile(p: number): number {
  if (Number.isNaN(p)) return Number.NaN;
  requireNumber('normalQuantile', 'p', p, { min: 0, max: 1 });
  return quantile(p);
}

function quantile(p: number): number {
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  // The lower tail has the digits that the upper one loses to 1.
  if (p > 0.5) return -quantile(1 - p);
  let [low, high] = [-FARTHEST, 0];
  for (let middle = low / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}
