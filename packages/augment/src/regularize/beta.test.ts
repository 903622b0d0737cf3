import { foldIn } from '@gradlab/random';
import { KOLMOGOROV_SMIRNOV_BOUND, kolmogorovSmirnov } from '@gradlab-internal/testing/statistics';
import { expect, it } from 'vitest';
import { symmetricBeta } from './beta.ts';

const drawsOf = (alpha: number): Float64Array =>
  Float64Array.from({ length: 2000 }, (_, i) => symmetricBeta(foldIn(7, i), alpha));

it.each([
  // Distribution functions in closed form: arcsine, uniform, and the polynomial of Beta(2, 2).
  [0.5, (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
  [1, (x: number) => x],
  [2, (x: number) => x * x * (3 - 2 * x)],
])('Beta(%f, %f) has its distribution (Kolmogorov-Smirnov)', (alpha, cdf) => {
  expect(kolmogorovSmirnov(drawsOf(alpha), cdf)).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
});

it.each([0.2, 0.4])(
  'Beta(α, α) has mean 1/2 and variance 1 / (8α + 4) for α = %f, within five standard errors',
  (alpha) => {
    const draws = drawsOf(alpha);
    const variance = 1 / (8 * alpha + 4);
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const found = draws.reduce((sum, x) => sum + (x - 0.5) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(variance / draws.length));
    // (x − ½)² lies in [0, ¼], so its variance is at most that of a coin between both: v (¼ − v).
    expect(Math.abs(found - variance)).toBeLessThan(5 * Math.sqrt((variance * (0.25 - variance)) / draws.length));
  },
);

it('stays within [0, 1] however small α is', () => {
  for (const alpha of [1e-4, 0.01, 50, 1e4]) {
    const draws = drawsOf(alpha).subarray(0, 200);
    expect(draws.every((x) => x >= 0 && x <= 1)).toBe(true);
  }
});
