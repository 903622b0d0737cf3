import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AveragePrecision, type Metric, type MetricBatch, PrecisionRecallCurve, RocAuc, RocCurve } from '../index.ts';

function resultOf<R>(metric: Metric<R>, batch: MetricBatch): R {
  metric.update(batch);
  return metric.compute();
}

const inf = Number.POSITIVE_INFINITY;
const binary = fc.array(fc.record({ y: fc.nat(1), s: fc.integer({ min: -5, max: 5 }) }), {
  minLength: 1,
  maxLength: 25,
});

describe('RocAuc', () => {
  it('is the fraction of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(binary, (examples) => {
        const [positive, negative] = [1, 0].map((label) => examples.filter(({ y }) => y === label).map(({ s }) => s));
        const pairs = (positive ?? []).flatMap((p) => (negative ?? []).map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const expected = pairs.reduce((sum: number, x) => sum + x, 0) / pairs.length;
        const area = resultOf(new RocAuc(), {
          labels: examples.map(({ y }) => y),
          predictions: examples.map(({ s }) => s),
        });
        // Half integers on both sides are exact; two divisions instead of one may differ by a unit in the last place.
        if (pairs.length === 0) expect(area).toBeNaN();
        else expect(Math.abs(area - expected)).toBeLessThanOrEqual(2 ** -52);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change when scores grow by a monotone function, and turns over with them', () => {
    fc.assert(
      fc.property(binary, (examples) => {
        const labels = examples.map(({ y }) => y);
        const area = (of: (s: number) => number): number =>
          resultOf(new RocAuc(), { labels, predictions: examples.map(({ s }) => of(s)) });
        expect(area((s) => Math.exp(s))).toBe(area((s) => s));
        expect(area((s) => -s) + area((s) => s)).toSatisfy(
          (sum: number) => Number.isNaN(sum) || Math.abs(sum - 1) < 1e-15,
        );
      }),
    );
  });

  it('is 0.5 where all scores are equal, NaN where a class is absent', () => {
    expect(resultOf(new RocAuc(), { labels: [0, 1, 1], predictions: [2, 2, 2] })).toBe(0.5);
    expect(resultOf(new RocAuc(), { labels: [1, 1], predictions: [0, 1] })).toBeNaN();
    expect(resultOf(new RocAuc(), { labels: [0], predictions: [0] })).toBeNaN();
    expect(new RocAuc().compute()).toBeNaN();
    expect(new RocAuc({ classes: 2, average: 'none' }).compute()).toEqual([Number.NaN, Number.NaN]);
  });

  it('takes infinite scores, and predictions with a column of their own', () => {
    expect(resultOf(new RocAuc(), { labels: [0, 0, 1, 1], predictions: [-inf, inf, inf, 0] })).toBe(0.625);
    expect(resultOf(new RocAuc(), { labels: [0, 1], predictions: [[0], [1]] })).toBe(1);
  });

  it('makes an absent class NaN or leaves it out, and permutes with the classes', () => {
    const predictions = [
      [0.6, 0.3, 0.1],
      [0.2, 0.5, 0.3],
      [0.5, 0.4, 0.1],
    ];
    const batch = { labels: [0, 1, 1], predictions };
    expect(resultOf(new RocAuc({ classes: 3, average: 'none' }), batch)).toEqual([1, 1, Number.NaN]);
    expect(resultOf(new RocAuc({ classes: 3 }), batch)).toBeNaN();
    expect(resultOf(new RocAuc({ classes: 3, absent: 'skip' }), batch)).toBe(1);
    const turned = { labels: [2, 1, 1], predictions: predictions.map((row) => [...row].reverse()) };
    expect(resultOf(new AveragePrecision({ classes: 3, average: 'none' }), turned)).toEqual(
      resultOf(new AveragePrecision({ classes: 3, average: 'none' }), batch).reverse(),
    );
  });

  it('refuses NaN with its row, rows of scores without classes, and options that are none', () => {
    const auc = new RocAuc();
    expect(() => auc.update({ labels: [0, 1], predictions: [0, Number.NaN] })).toThrow(
      new RangeError('rocAuc: predictions must not be NaN, got NaN in row 1'),
    );
    expect(() => auc.update({ labels: [0], predictions: [[0, 1]] })).toThrow(
      'rocAuc: predictions must have 1 scores a row, got 2',
    );
    expect(() => auc.update({ labels: [2], predictions: [1] })).toThrow(
      'labels must be integers >= 0 and < 2, got 2 at 0',
    );
    const three = new RocAuc({ classes: 3 });
    expect(() => three.update({ labels: [0], predictions: [[0, 1]] })).toThrow('must have 3 scores a row, got 2');
    expect(() => three.update({ labels: [0], predictions: [1] })).toThrow(
      'predictions must have shape [batch, classes]',
    );
    expect(() =>
      three.update({
        labels: [1, 0],
        predictions: [
          [0, 1, 0],
          [0, 0, Number.NaN],
        ],
      }),
    ).toThrow('got NaN in row 1');
    expect(() => new RocAuc({ classes: 1 })).toThrow(RangeError);
    expect(() => new RocAuc({ average: 'micro' as 'macro' })).toThrow('one of macro, weighted, none');
    expect(() => new RocAuc({ absent: 'zero' as 'nan' })).toThrow(RangeError);
  });
});

describe('AveragePrecision', () => {
  it('is the sum of steps under its own curve', () => {
    fc.assert(
      fc.property(binary, (examples) => {
        const batch = { labels: examples.map(({ y }) => y), predictions: examples.map(({ s }) => s) };
        const { precision, recall } = resultOf(new PrecisionRecallCurve(), batch);
        const steps = precision.slice(0, -1).map((p, i) => ((recall[i] ?? 0) - (recall[i + 1] ?? 0)) * p);
        const average = resultOf(new AveragePrecision(), batch);
        const sum = steps.reduce((total, step) => total + step, 0);
        // Recalls that were rounded first: a unit in the last place for each of 25 steps.
        if (examples.every(({ y }) => y === 0)) expect(average).toBeNaN();
        else expect(Math.abs(average - sum)).toBeLessThanOrEqual(25 * 2 ** -52);
      }),
    );
  });

  it('is 1 without a negative, NaN without a positive, the prevalence where all scores are equal', () => {
    expect(resultOf(new AveragePrecision(), { labels: [1, 1], predictions: [0, 1] })).toBe(1);
    expect(resultOf(new AveragePrecision(), { labels: [0, 0], predictions: [0, 1] })).toBeNaN();
    expect(resultOf(new AveragePrecision(), { labels: [1, 0, 0, 0], predictions: [2, 2, 2, 2] })).toBe(0.25);
  });
});

describe('curves', () => {
  it('are those of one class against the rest, where there are more', () => {
    const predictions = [
      [0.1, 0.9],
      [0.8, 0.2],
      [0.4, 0.6],
    ];
    const labels = [1, 0, 0];
    const own = { labels, predictions: [0.9, 0.2, 0.6] };
    expect(resultOf(new RocCurve({ classes: 2, positive: 1 }), { labels, predictions })).toEqual(
      resultOf(new RocCurve(), own),
    );
    const zero = resultOf(new PrecisionRecallCurve({ classes: 2, positive: 0 }), { labels, predictions });
    expect(zero).toEqual({ thresholds: [0.1, 0.4, 0.8], precision: [2 / 3, 1, 1, 1], recall: [1, 1, 0.5, 0] });
  });

  it('are a point or a line of NaN where a class is absent', () => {
    expect(new RocCurve().compute()).toEqual({
      thresholds: [inf],
      falsePositiveRate: [Number.NaN],
      truePositiveRate: [Number.NaN],
    });
    expect(new PrecisionRecallCurve().compute()).toEqual({ thresholds: [], precision: [1], recall: [Number.NaN] });
    expect(resultOf(new RocCurve(), { labels: [1], predictions: [0.5] })).toEqual({
      thresholds: [inf, 0.5],
      falsePositiveRate: [Number.NaN, Number.NaN],
      truePositiveRate: [0, 1],
    });
  });

  it('take −0 for 0, whichever comes first', () => {
    const curve = (predictions: number[]): unknown => resultOf(new RocCurve(), { labels: [0, 1], predictions });
    expect(curve([-0, 0])).toEqual({ thresholds: [inf, 0], falsePositiveRate: [0, 1], truePositiveRate: [0, 1] });
    expect(curve([0, -0])).toEqual(curve([-0, 0]));
  });

  it('refuse a class that is none', () => {
    expect(() => new RocCurve({ positive: 0 })).toThrow(RangeError);
    expect(() => new RocCurve({ classes: 3, positive: 3 })).toThrow(
      'rocCurve: positive must be an integer >= 0 and < 3, got 3',
    );
    expect(() => new RocCurve({ dropIntermediate: 1 as unknown as boolean })).toThrow(TypeError);
    expect(() => new PrecisionRecallCurve({ classes: 0 })).toThrow(RangeError);
  });
});
