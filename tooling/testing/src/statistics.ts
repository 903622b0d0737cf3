/**
 * √n times the largest distance between a sample's distribution function and `cdf`: the Kolmogorov–Smirnov statistic.
 *
 * @param sample left as it is
 * @param cdf distribution function of a continuous distribution
 */
export function kolmogorovSmirnov(sample: Float32Array | Float64Array, cdf: (x: number) => number): number {
  const n = sample.length;
  const distance = Float64Array.from(sample)
    .sort()
    .reduce((largest, x, i) => {
      const expected = cdf(x);
      return Math.max(largest, (i + 1) / n - expected, expected - i / n);
    }, 0);
  return Math.sqrt(n) * distance;
}

/** A sample from the right distribution passes this with probability 2·exp(−2·2.7²) < 10⁻⁶. */
export const KOLMOGOROV_SMIRNOV_BOUND = 2.7;

/** Σ (count − expected)² / expected. */
export function chiSquared(counts: ArrayLike<number>, expected: (cell: number) => number): number {
  return Array.from(counts).reduce((sum, count, cell) => sum + (count - expected(cell)) ** 2 / expected(cell), 0);
}

/** What a chi-squared statistic passes with probability 10⁻⁶, by Wilson and Hilferty's approximation. */
export function chiSquaredBound(degreesOfFreedom: number): number {
  const variance = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * (1 - variance + 4.753 * Math.sqrt(variance)) ** 3;
}

export interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Standard errors of both, as the sample itself tells them. */
  readonly meanError: number;
  readonly varianceError: number;
}

/** Mean and variance of a sample, with their standard errors σ/√n and √((μ₄ − σ⁴)/n). */
export function momentsOf(sample: Float32Array | Float64Array): Moments {
  const n = sample.length;
  const average = (of: (x: number) => number): number => {
    let sum = 0;
    for (const x of sample) sum += of(x);
    return sum / n;
  };
  const mean = average((x) => x);
  const variance = average((x) => (x - mean) ** 2);
  const fourth = average((x) => (x - mean) ** 4);
  return {
    mean,
    variance,
    meanError: Math.sqrt(variance / n),
    varianceError: Math.sqrt((fourth - variance ** 2) / n),
  };
}

/** √n times Pearson's correlation of two samples of equal length: N(0, 1) where they are independent. */
export function scaledCorrelation(a: Float64Array, b: Float64Array): number {
  const [momentsA, momentsB] = [momentsOf(a), momentsOf(b)];
  const covariance = a.reduce((sum, x, i) => sum + (x - momentsA.mean) * ((b[i] ?? 0) - momentsB.mean), 0) / a.length;
  return (Math.sqrt(a.length) * covariance) / Math.sqrt(momentsA.variance * momentsB.variance);
}

/** Φ(x) by Abramowitz and Stegun 26.2.17: within 7.5·10⁻⁸, far below what a sample of a million can tell. */
export function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, b) => (sum + b) * t,
    0,
  );
  const upper = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x >= 0 ? 1 - upper : upper;
}
