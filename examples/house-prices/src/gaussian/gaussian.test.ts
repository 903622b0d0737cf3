import { normalQuantile } from '@gradlab/metrics';
import { normal } from '@gradlab/random';
import { describe, expect, it } from 'vitest';
import { calibrate, scoreLikelihood } from './assess.ts';
import { coverageOf, wilsonInterval } from './coverage.ts';
import { meanNll, NLL_CONSTANT } from './likelihood.ts';
import { spreadBins } from './spread.ts';

describe('wilsonInterval', () => {
  // scipy.stats.binomtest(successes, trials).proportion_ci(confidence, method='wilson') of SciPy 1.17.1; a dozen operations in doubles.
  it.each([
    [0, 10, 0.95, 0, 0.27753279986288926],
    [7, 10, 0.95, 0.39677814746114526, 0.892208732593699],
    [50, 101, 0.95, 0.3995266805102294, 0.5909351080679871],
    [101, 101, 0.95, 0.9633593536001439, 1],
    [3900, 4128, 0.95, 0.937376425082273, 0.9513314395820353],
    [3, 4, 0.8, 0.4325414503690775, 0.9219192523148823],
  ])('of %d in %d at %d agrees with SciPy', (successes, trials, confidence, low, high) => {
    const interval = wilsonInterval(successes, trials, confidence);
    expect(Math.abs(interval[0] - low)).toBeLessThan(1e-14);
    expect(Math.abs(interval[1] - high)).toBeLessThan(1e-14);
  });

  it('refuses what cannot be counted', () => {
    for (const [successes, trials] of [
      [0, 0],
      [2, 1],
      [-1, 3],
      [Number.NaN, 3],
    ] as const) {
      expect(() => wilsonInterval(successes, trials, 0.95)).toThrow(RangeError);
    }
  });
});

describe('coverageOf', () => {
  it('counts errors within the quantile of the level', () => {
    const edge = normalQuantile(0.75);
    const errors = [-0.99, 0.99, -1.01, 1.01, 0].map((share) => share * 10 * edge);
    expect(coverageOf(errors, [10, 10, 10, 10, 10], 0.5)).toMatchObject({ nominal: 0.5, observed: 0.6 });
    expect(() => coverageOf([], [], 0.5)).toThrow(RangeError);
    expect(() => coverageOf([1], [1, 2], 0.5)).toThrow(RangeError);
    expect(() => coverageOf([1], [1], 1.5)).toThrow(RangeError);
  });
});

describe('meanNll', () => {
  it('is the logarithm of the density of prices in [0, 1]', () => {
    // −log N(1; 3, 2²) = ½ log 2π + log 2 + ½ (1 − 3)²/2²; divided by a range of 4, the density is four times as large.
    expect(meanNll([-2], [2], 1) + NLL_CONSTANT).toBeCloseTo(0.9189385332046727 + Math.log(2) + 0.5, 14);
    expect(meanNll([-2], [2], 4)).toBeCloseTo(Math.log(0.5) + 0.5, 14);
  });
});

describe('calibrate', () => {
  const size = 4000;
  const sigmas = Float64Array.from({ length: size }, (_, i) => 1000 + i);
  const truth = normal(5, size).map((value, i) => value * (sigmas[i] ?? 0));
  const means = new Float64Array(size);

  it('finds the right variance right', () => {
    const { coverage, curve, spread, rankCorrelation, standardizedSpread } = calibrate(truth, { means, sigmas });
    // Draws of a fixed seed: nothing here is chance.
    for (const { nominal, low, high } of coverage) expect(low <= nominal && nominal <= high).toBe(true);
    for (const { nominal, observed } of curve) expect(Math.abs(observed - nominal)).toBeLessThan(0.03);
    expect(spread.map(({ count }) => count)).toEqual(new Array(10).fill(400));
    for (const { predicted, observed } of spread) expect(Math.abs(observed / predicted - 1)).toBeLessThan(0.15);
    expect(rankCorrelation).toBeGreaterThan(0.2);
    expect(Math.abs(standardizedSpread - 1)).toBeLessThan(0.05);
  });

  it('finds half of it too narrow, and one for all without a rank', () => {
    const half = sigmas.map((sigma) => sigma / 2);
    const { coverage, standardizedSpread } = calibrate(truth, { means, sigmas: half });
    for (const { nominal, high } of coverage) expect(high).toBeLessThan(nominal);
    expect(standardizedSpread).toBeCloseTo(2 * calibrate(truth, { means, sigmas }).standardizedSpread, 12);
    expect(calibrate(truth, { means, sigmas: sigmas.map(() => 3000) }).rankCorrelation).toBeNull();
    const scores = [sigmas, half].map((each) => scoreLikelihood(truth, { means, sigmas: each }, 1).nll);
    expect(scores[1]).toBeGreaterThan(scores[0] ?? Number.NaN);
  });
});

describe('spreadBins', () => {
  it('sorts by predicted spread and loses no house', () => {
    expect(spreadBins([3, 1, 4], [5, 1, 5], 2)).toEqual([
      { count: 1, predicted: 1, observed: 1 },
      { count: 2, predicted: 5, observed: Math.sqrt(12.5) },
    ]);
    expect(spreadBins([2], [1], 5)).toEqual([{ count: 1, predicted: 1, observed: 2 }]);
    expect(spreadBins([], [], 5)).toEqual([]);
  });
});
