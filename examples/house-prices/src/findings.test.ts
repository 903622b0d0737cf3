import { describe, expect, it } from 'vitest';
import { compare } from './comparison.ts';
import { depthFinding, gridFinding, linearFinding, repeatFinding, scalingFinding } from './findings.ts';
import type { Calibration, LikelihoodScores } from './gaussian/assess.ts';
import {
  coverageFinding,
  cutOffFinding,
  likelihoodFinding,
  spreadFinding,
  trueNoiseFinding,
} from './gaussian/findings.ts';
import type { GaussianTraining } from './gaussian/run-gaussian.ts';
import { GRID, gridName, gridNetwork, lengthsOf } from './plan.ts';
import type { PriceScores } from './price-scores.ts';
import type { SetResult } from './results.ts';
import type { DepthTraining } from './training/run-depths.ts';

const scores = (mse: number): PriceScores => ({ mse, r2: 1 - mse, rmse: 1e6 * mse, mae: 5e5 * mse });
const likelihood = (nll: number): LikelihoodScores => ({ ...scores(0.01), nll });
const course = { trainLoss: [], validationLoss: [], keptEpoch: 1, seconds: 1, rows: [], parameterCount: 1 };

const depth = (layers: number, scaling: 'unit' | 'standard', mse: number): DepthTraining => ({
  ...course,
  ...{ id: layers === 1 ? '1-layer' : `${layers}-layers`, layers, scaling, epochs: 100 },
  ...{ train: scores(mse), validation: scores(mse), test: scores(mse) },
  fromLeastSquares: layers === 1 ? 120 : null,
});

const calibration: Calibration = {
  coverage: [
    { nominal: 0.5, observed: 0.3, low: 0.2, high: 0.4 },
    { nominal: 0.8, observed: 0.81, low: 0.7, high: 0.9 },
    { nominal: 0.95, observed: 0.99, low: 0.96, high: 1 },
  ],
  curve: [],
  spread: [
    { count: 20, predicted: 1000, observed: 2000 },
    { count: 20, predicted: 3000, observed: 4000 },
  ],
  rankCorrelation: 0.5,
  standardizedSpread: 1.5,
};

const gaussian: GaussianTraining = {
  ...course,
  ...{ scaling: 'unit', epochs: 100, validation: likelihood(-1.5), test: likelihood(-1.25), calibration, houses: [] },
  constant: { sigma: 5000, validation: likelihood(-1), test: likelihood(-1), calibration },
  trueNoise: { ratio: 1.1, rankCorrelation: 0.9 },
};

const statistics = { mean: [0], standardDeviation: [1], min: [0], max: [1] };
const set: SetResult = {
  ...{ id: 'boston', name: 'Boston housing', about: '', batchSize: 16, sizes: { train: 3, validation: 1, test: 100 } },
  scaling: { columns: ['rm'], inputs: statistics, price: statistics },
  largest: { price: 50_000, testHouses: 7 },
  leastSquares: { parameterCount: 2, train: scores(0.01), validation: scores(0.01), test: scores(0.01) },
  depths: [
    depth(1, 'unit', 0.0101),
    depth(3, 'unit', 0.008),
    depth(1, 'standard', 0.0102),
    depth(3, 'standard', 0.005),
  ],
  grid: GRID.map((plan, i) => {
    const runs = [0, 0.001].map((more) => ({
      validation: scores(0.01 + i / 1e4 + more),
      test: scores(0.02),
      seconds: 1,
    }));
    return { ...plan, parameterCount: 1, epochs: 100, runs };
  }),
  gaussian: [gaussian],
};

describe('plans', () => {
  it('have every depth, width and activation once, and one layer', () => {
    expect(new Set(GRID.map(gridName)).size).toBe(28);
    expect(gridNetwork({ layers: 3, width: 5, activation: 'relu' }, 13)).toEqual({
      builder: 'mlp',
      options: { inputShape: [13], hidden: [5, 5], outputs: 1, activation: 'relu' },
    });
    expect(gridNetwork({ layers: 1, width: null, activation: null }, 13).options).toEqual({
      ...{ inputShape: [13], hidden: [], outputs: 1 },
    });
    expect(lengthsOf('quick', 2)).toEqual({ depth: 2, grid: 2, gaussian: 2, repeats: 1 });
    expect(lengthsOf('full').gaussian).toBe(100);
  });
});

describe('comparisons', () => {
  it('set published figures beside runs on [0, 1] of their length', () => {
    const published = compare(set).flatMap((row) => (row.published === null ? [] : [[row.ours, row.published]]));
    expect(published.map(([, value]) => value)).toEqual([0.005699, 0.005518, 0.00382, -1.57, -1.37, -1.57, -1.37]);
    expect(published[3]?.[0]).toBe(-1.5);
    expect(published[5]?.[0]).toBeCloseTo(-1.5 + 0.9189385, 6);
    const short = { ...set, depths: set.depths.map((each) => ({ ...each, epochs: 5 })), grid: [], gaussian: [] };
    expect(compare(short).every((row) => row.published === null)).toBe(true);
  });
});

describe('findings', () => {
  it('say of squared errors what the numbers say', () => {
    expect(linearFinding(set)).toContain('a training error 1.00 % above that of least squares');
    expect(linearFinding(set)).toContain('its test prices are 120 dollars from');
    expect(depthFinding(set)).toContain(
      '3 layers on standardised values, with 50.0 % less squared error than least squares',
    );
    expect(depthFinding({ ...set, depths: [depth(3, 'unit', 0.02)] })).toContain('100.0 % more squared error');
    expect(scalingFinding(set)).toContain(
      'at 1 of 2 depths. The error of those trained on values in [0, 1] is 0.99, 1.60 times',
    );
    expect(gridFinding(set)).toContain('1 layer is best on the validation houses (R² 0.990; 0.980');
    expect(gridFinding(set)).toContain('5 layers of 20, sigmoid worst');
    expect(repeatFinding(set)).toContain('differs by 0.001 (median');
    expect(repeatFinding({ ...set, grid: [] })).toContain('trained once');
    expect([depthFinding({ ...set, depths: [] }), gridFinding({ ...set, grid: [] })]).toEqual(['', '']);
  });

  it('say of variances what the numbers say', () => {
    expect(likelihoodFinding(gaussian)).toContain('0.250 nats a house better than one σ of 5,000 dollars');
    expect(likelihoodFinding({ ...gaussian, test: likelihood(-0.5) })).toContain('0.500 nats a house worse');
    const coverage = coverageFinding(gaussian);
    expect(coverage).toContain('50 % interval holds 30.0 % (20.0 % to 40.0 %): too narrow');
    expect(coverage).toContain('80 % interval holds 81.0 % (70.0 % to 90.0 %);');
    expect(coverage).toContain('95 % interval holds 99.0 % (96.0 % to 100.0 %): too wide');
    expect(coverage).toContain('errors are 1.50 times as large as predicted');
    expect(spreadFinding(gaussian)).toContain('1,000 dollars, errors are 2,000 dollars');
    expect(spreadFinding({ ...gaussian, calibration: { ...calibration, spread: [] } })).toBe('');
    expect(trueNoiseFinding(gaussian)).toContain('1.10 times the true one on average, and its rank correlation');
    expect(trueNoiseFinding({ ...gaussian, trueNoise: null })).toBe('');
    expect(cutOffFinding(set)).toContain('7 of 100 test prices are the largest, 50,000 dollars');
    expect(cutOffFinding({ ...set, id: 'drawn' })).toBe('');
    expect(cutOffFinding({ ...set, largest: { price: 43_000, testHouses: 1 } })).toBe('');
  });
});
