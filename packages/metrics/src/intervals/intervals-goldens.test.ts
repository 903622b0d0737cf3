import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bcaBounds, percentileBounds } from './bootstrap-bounds.ts';
import { mcnemarTestOfCounts } from './mcnemar.ts';
import { normalCdf, normalQuantile } from './normal.ts';

interface Resampled {
  readonly statistic: string;
  readonly level: number;
  readonly estimate: number;
  readonly distribution: readonly number[];
  readonly jackknife: readonly number[];
  readonly percentile: readonly [number, number];
  readonly bca: readonly [number, number];
}
type Counts = { readonly onlyFirst: number; readonly onlySecond: number };
type Test = { readonly statistic: number; readonly pValue: number };

const goldens: {
  readonly bootstraps: readonly Resampled[];
  readonly normalCdf: readonly (readonly [number, number])[];
  readonly normalQuantile: readonly (readonly [number, number])[];
  readonly mcnemar: readonly (Counts & { readonly exact: Test; readonly chiSquared: Test })[];
} = JSON.parse(readFileSync(new URL('../../goldens/intervals.json', import.meta.url), 'utf8'));

function expectNear(actual: number, expected: number, tolerance: number): void {
  const error = expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
  expect(error, `${actual} for ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe('agrees with SciPy and statsmodels (goldens/intervals.py)', () => {
  it('in the normal distribution and its quantiles, far tails included', () => {
    // exp(−x²/2) carries the rounding of x²/2, 722 at x = −38: 722 units in the last place.
    for (const [x, p] of goldens.normalCdf) expectNear(normalCdf(x), p, 2e-13);
    for (const [p, x] of goldens.normalQuantile) expectNear(normalQuantile(p), x, 1e-14);
  });

  it('and refuses what is no probability', () => {
    expect([normalCdf(Number.NaN), normalQuantile(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
    for (const p of [-0.1, 1.1, Number.POSITIVE_INFINITY]) expect(() => normalQuantile(p)).toThrow(RangeError);
    expect(() => normalQuantile('0.5' as never)).toThrow(TypeError);
    expect(() => normalCdf('0.5' as never)).toThrow('normalCdf: x must be a number, got "0.5"');
    expect([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([0, 1]);
  });

  it.each(goldens.bootstraps)('in bootstrap intervals of the $statistic', (golden) => {
    const sorted = Float64Array.from(golden.distribution).sort();
    const { estimate, jackknife, level } = golden;
    const percentile = percentileBounds(sorted, level);
    const bca = bcaBounds({ sorted, estimate, jackknife, level });
    // Doubles on both sides; the quantile's place among 300 values magnifies the rounding of the level some 300 times.
    for (const [bounds, expected] of [
      [percentile, golden.percentile],
      [bca, golden.bca],
    ] as const) {
      expectNear(bounds.lower, expected[0], 1e-12);
      expectNear(bounds.upper, expected[1], 1e-12);
    }
    expect(bca).not.toEqual(percentile);
  });

  it('in McNemar tests, exact and by χ²', () => {
    for (const { exact, chiSquared, ...counts } of goldens.mcnemar) {
      const own = mcnemarTestOfCounts(counts);
      expect(own.statistic).toBe(exact.statistic);
      // statsmodels' binomial goes through logarithms of gamma functions of up to 10⁶, of which it keeps 10 digits; and it
      // bounds p by 1.
      expectNear(own.pValue, exact.pValue, 1e-9);
      const approximate = mcnemarTestOfCounts(counts, { method: 'chiSquared' });
      expectNear(approximate.statistic, chiSquared.statistic, 1e-14);
      // At p = 10⁻³²² a double has two digits left.
      expectNear(approximate.pValue, chiSquared.pValue, chiSquared.pValue < 1e-300 ? 0.5 : 1e-12);
    }
  });
});
