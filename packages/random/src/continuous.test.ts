import {
  KOLMOGOROV_SMIRNOV_BOUND,
  kolmogorovSmirnov,
  momentsOf,
  normalCdf,
} from '@gradlab-internal/testing/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, type Seed, truncatedNormal, uniform } from './index.ts';
import { upperTail } from './normal-distribution.ts';

const N = 1_000_000;

interface Case {
  readonly name: string;
  readonly draw: (seed: Seed, n: number, start?: number) => Float64Array;
  readonly cdf: (x: number) => number;
  readonly mean: number;
  readonly variance: number;
  readonly min: number;
  readonly max: number;
}

const density = (x: number): number => (Math.abs(x) > 38 ? 0 : Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
/** x·φ(x), 0 at infinity. */
const edge = (x: number): number => (Math.abs(x) > 38 ? 0 : x * density(x));

function truncated(lower: number, upper: number): Case {
  // In an upper tail from the upper end, where probabilities are small numbers and differences of them exact.
  const between = lower >= 0 ? upperTail(lower) - upperTail(upper) : upperTail(-upper) - upperTail(-lower);
  const mean = (density(lower) - density(upper)) / between;
  return {
    name: `truncatedNormal [${lower}, ${upper}]`,
    draw: (seed, n, start = 0) => truncatedNormal(seed, n, { lower, upper, start }),
    cdf: (x) =>
      lower >= 0 ? 1 - (upperTail(x) - upperTail(upper)) / between : (upperTail(-x) - upperTail(-lower)) / between,
    mean,
    variance: 1 + (edge(lower) - edge(upper)) / between - mean ** 2,
    min: lower,
    max: upper,
  };
}

const cases: readonly Case[] = [
  {
    name: 'uniform',
    draw: (seed, n, start = 0) => uniform(seed, n, { start }),
    cdf: (x) => x,
    mean: 0.5,
    variance: 1 / 12,
    min: 0,
    max: 1 - 2 ** -53,
  },
  {
    name: 'uniform [-3, 5]',
    draw: (seed, n, start = 0) => uniform(seed, n, { min: -3, max: 5, start }),
    cdf: (x) => (x + 3) / 8,
    mean: 1,
    variance: 64 / 12,
    min: -3,
    max: 5,
  },
  {
    name: 'normal',
    draw: (seed, n, start = 0) => normal(seed, n, { start }),
    cdf: normalCdf,
    mean: 0,
    variance: 1,
    min: -8.6,
    max: 8.6,
  },
  {
    name: 'normal (−2, 0.5²)',
    draw: (seed, n, start = 0) => normal(seed, n, { mean: -2, standardDeviation: 0.5, start }),
    cdf: (x) => normalCdf((x + 2) / 0.5),
    mean: -2,
    variance: 0.25,
    min: -6.3,
    max: 2.3,
  },
  truncated(-2, 2),
  truncated(-0.5, 3),
  truncated(5, 6),
  truncated(-6, -5),
  truncated(-1, Number.POSITIVE_INFINITY),
  truncated(Number.NEGATIVE_INFINITY, -8),
  truncated(20, Number.POSITIVE_INFINITY),
  truncated(-1e-3, 1e-3),
];

describe.each(cases)('$name', ({ draw, cdf, mean, variance, min, max }) => {
  it('follows its distribution: Kolmogorov–Smirnov over a million draws, p > 10⁻⁶', () => {
    expect(kolmogorovSmirnov(draw(3, N), cdf)).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
  });

  it('has its mean and variance within five standard errors over a million draws, and its range', () => {
    const draws = draw(4, N);
    const moments = momentsOf(draws);
    expect(Math.abs(moments.mean - mean)).toBeLessThan(5 * moments.meanError);
    expect(Math.abs(moments.variance - variance)).toBeLessThan(5 * moments.varianceError);
    expect(draws.every((x) => x >= min && x <= max)).toBe(true);
  });

  it('is the same stream however it is cut, past the end of the low word of the counter too', () => {
    const start = fc.oneof(fc.nat(2000), fc.constantFrom(2 ** 32 - 3, 2 ** 32 - 600, 2 ** 40 + 1));
    fc.assert(
      fc.property(fc.nat(), start, fc.nat(700), fc.nat(700), (seed, from, first, second) => {
        const whole = draw(seed, first + second, from);
        expect(draw(seed, first, from)).toEqual(whole.subarray(0, first));
        expect(draw(seed, second, from + first)).toEqual(whole.subarray(first));
      }),
      { numRuns: 30 },
    );
  });
});
