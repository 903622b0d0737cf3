import { normal } from '@gradlab/random';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Accuracy, bootstrapInterval, bootstrapMetric, ConfusionMatrix, MeanSquaredError, RocAuc } from '../index.ts';

beforeAll(useStockCpu);

const values = [3, 5, 2, 8, 4, 6, 5, 7, 1, 9];
const mean = (indices: Uint32Array): number => indices.reduce((sum, i) => sum + (values[i] ?? 0), 0) / indices.length;

describe('bootstrapInterval', () => {
  it('depends on the seed alone', () => {
    const interval = bootstrapInterval(10, mean, { seed: 1, resamples: 200 });
    expect(bootstrapInterval(10, mean, { seed: 1, resamples: 200 })).toEqual(interval);
    expect(bootstrapInterval(10, mean, { seed: 2, resamples: 200 })).not.toEqual(interval);
    expect(interval.estimate).toBe(5);
    // s/√n with n in place of n − 1 is 0.775; of 200 resamples a fifth of it is four standard errors.
    expect(Math.abs(interval.standardError / 0.775 - 1)).toBeLessThan(0.2);
  });

  it('draws as many examples as there are, from all of them, and first takes all', () => {
    const seen: number[][] = [];
    bootstrapInterval(4, (indices) => seen.push([...indices]), { seed: 3, resamples: 50, method: 'percentile' });
    expect(seen[0]).toEqual([0, 1, 2, 3]);
    expect(seen.length).toBe(51);
    for (const indices of seen) expect(indices.length).toBe(4);
    expect(new Set(seen.slice(1).flat())).toEqual(new Set([0, 1, 2, 3]));
    const left: number[][] = [];
    bootstrapInterval(3, (indices) => left.push([...indices]), { seed: 3, resamples: 2 });
    expect(left.slice(3)).toEqual([
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });

  it('is wider for more confidence, and covers the truth as often as it says', () => {
    const [narrow, wide] = [0.5, 0.99].map((level) => bootstrapInterval(10, mean, { seed: 1, resamples: 500, level }));
    expect((wide?.lower ?? 0) < (narrow?.lower ?? 0) && (narrow?.upper ?? 0) < (wide?.upper ?? 0)).toBe(true);
    const trials = process.env.GRADLAB_STRESS === '1' ? 2000 : 200;
    for (const method of ['percentile', 'bca'] as const) {
      let covered = 0;
      for (let trial = 0; trial < trials; trial++) {
        const sample = normal(trial, 40);
        const average = (indices: Uint32Array): number => indices.reduce((sum, i) => sum + (sample[i] ?? 0), 0) / 40;
        const { lower, upper } = bootstrapInterval(40, average, { seed: trial, resamples: 200, level: 0.9, method });
        if (lower <= 0 && upper >= 0) covered++;
      }
      // Five standard deviations of a binomial at 0.9; of 40 values the intervals are a little narrow, by 0.02.
      expect(Math.abs(covered / trials - 0.88)).toBeLessThan(0.02 + 5 * Math.sqrt(0.09 / trials));
    }
  });

  it('is a point where nothing varies, and NaN where nothing is defined', () => {
    for (const method of ['percentile', 'bca'] as const) {
      const constant = bootstrapInterval(5, () => 0.5, { seed: 1, resamples: 20, method });
      expect(constant).toEqual({ estimate: 0.5, lower: 0.5, upper: 0.5, standardError: 0, undefinedResamples: 0 });
      const nothing = bootstrapInterval(5, () => Number.NaN, { seed: 1, resamples: 20, method });
      expect([nothing.lower, nothing.upper, nothing.undefinedResamples]).toEqual([Number.NaN, Number.NaN, 20]);
    }
  });

  it('refuses arguments that are none', () => {
    expect(() => bootstrapInterval(1, mean, { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapInterval(10, mean, { seed: 1, resamples: 1 })).toThrow(RangeError);
    expect(() => bootstrapInterval(10, mean, { seed: 1, level: 1 })).toThrow(RangeError);
    expect(() => bootstrapInterval(10, mean, { seed: 1, method: 'basic' as 'bca' })).toThrow(RangeError);
    expect(() => bootstrapInterval(10, mean, { seed: -1 })).toThrow(RangeError);
    expect(() => bootstrapInterval(10, 3 as never, { seed: 1 })).toThrow(TypeError);
  });
});

describe('bootstrapMetric', () => {
  it('resamples labels, predictions and weights together', () => {
    const labels = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0];
    const scores = labels.map((label, i) => label + (i % 4) * 0.4);
    const weights = labels.map((_, i) => 1 + (i % 3));
    const options = { seed: 4, resamples: 100 };
    const own = bootstrapMetric(new RocAuc(), { labels, predictions: scores, weights }, options);
    const area = (indices: Uint32Array): number => {
      const auc = new RocAuc();
      const take = (of: readonly number[]): number[] => Array.from(indices, (i) => of[i] ?? 0);
      auc.update({ labels: take(labels), predictions: take(scores), weights: take(weights) });
      return auc.compute();
    };
    expect(own).toEqual(bootstrapInterval(10, area, options));
    const rows = scores.map((score) => [1 - score, score]);
    const fromRows = bootstrapMetric(
      new RocAuc({ classes: 2, average: 'macro' }),
      { labels, predictions: rows },
      options,
    );
    expect(fromRows.estimate).toBe(bootstrapMetric(new RocAuc(), { labels, predictions: scores }, options).estimate);
  });

  it('leaves out resamples without a result and says how many', () => {
    const { undefinedResamples, lower } = bootstrapMetric(
      new RocAuc(),
      { labels: [1, 0, 0, 1], predictions: [3, 1, 2, 4] },
      { seed: 1, resamples: 400, method: 'percentile' },
    );
    // 2 · (1/2)⁴ of the resamples are of one class: 50 of 400, within five standard deviations.
    expect(Math.abs(undefinedResamples - 50)).toBeLessThan(34);
    expect(lower).toBe(1);
  });

  it('leaves metric and tensors as they are, and leaks nothing', async () => {
    const accuracy = new Accuracy();
    accuracy.update({ labels: [0], predictions: [1] });
    const leak = await leakOf(() => {
      const [labels, predictions] = [tf.tensor1d([0, 1, 1, 0], 'int32'), tf.tensor1d([0, 1, 0, 0], 'int32')];
      expect(bootstrapMetric(accuracy, { labels, predictions }, { seed: 1, resamples: 10 }).estimate).toBe(0.75);
      expect(labels.isDisposed || predictions.isDisposed).toBe(false);
      tf.dispose([labels, predictions]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(accuracy.compute()).toBe(0);
  });

  it('refuses what the metric refuses, results that are no number, and too few examples', () => {
    const options = { seed: 1, resamples: 5 };
    expect(() => bootstrapMetric(new Accuracy(), { labels: [0, 1], predictions: [0] }, options)).toThrow('accuracy: ');
    expect(() => bootstrapMetric(new MeanSquaredError(), { labels: [0], predictions: [0] }, options)).toThrow(
      'size must be',
    );
    const matrix = new ConfusionMatrix({ classes: 2 }) as never;
    expect(() => bootstrapMetric(matrix, { labels: [0, 1], predictions: [0, 1] }, options)).toThrow(TypeError);
    expect(() => bootstrapMetric(new Accuracy(), undefined as never, options)).toThrow(TypeError);
  });
});
