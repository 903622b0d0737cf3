import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ExplainedVariance,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  type Metric,
  type MetricBatch,
  PearsonCorrelation,
  R2,
  RootMeanSquaredError,
  SpearmanCorrelation,
} from '../index.ts';

function resultOf(
  metric: Metric<number>,
  labels: MetricBatch['labels'],
  predictions: MetricBatch['predictions'],
  weights?: number[],
): number {
  metric.update({ labels, predictions, ...(weights && { weights }) });
  return metric.compute();
}

const all: readonly (() => Metric<number>)[] = [
  () => new MeanSquaredError(),
  () => new RootMeanSquaredError(),
  () => new MeanAbsoluteError(),
  () => new MeanAbsolutePercentageError(),
  () => new R2(),
  () => new ExplainedVariance(),
  () => new PearsonCorrelation(),
];

describe('regression metrics', () => {
  it('take any equal shapes, a last axis of 1 being none, and one weight for each example', () => {
    for (const make of all) {
      const flat = resultOf(make(), [1, 2, 3, 4], [1, 3, 3, 2], [1, 1, 3, 3]);
      expect(
        resultOf(
          make(),
          [
            [1, 2],
            [3, 4],
          ],
          [
            [1, 3],
            [3, 2],
          ],
          [1, 3],
        ),
      ).toBe(flat);
      expect(resultOf(make(), [1, 2, 3, 4], [[1], [3], [3], [2]], [1, 1, 3, 3])).toBe(flat);
      expect(() => resultOf(make(), [1, 2], [[1, 2]])).toThrow(
        'labels and predictions must have equal shape, got [2] and [1,2]',
      );
      expect(() => resultOf(make(), [[1, 2]], [[1, 2]], [1, 1])).toThrow('weights must have shape [1], got [2]');
    }
  });

  it('are NaN where a value is', () => {
    for (const make of all) {
      expect(resultOf(make(), [1, 2, 3], [1, Number.NaN, 4])).toBeNaN();
      expect(resultOf(make(), [1, Number.NaN, 3], [1, 2, 4])).toBeNaN();
    }
    expect(() => resultOf(new SpearmanCorrelation(), [1, 2], [1, Number.NaN])).toThrow(
      new RangeError('spearmanCorrelation: predictions must not be NaN, got NaN at 1'),
    );
  });

  it('have stated values for one value, and for what does not vary', () => {
    const constant = [0.1, 0.1, 0.1];
    expect(resultOf(new R2(), [3], [3])).toBeNaN();
    expect(resultOf(new R2(), constant, constant)).toBe(1);
    expect(resultOf(new R2(), constant, [0.1, 0.1, 0.2])).toBe(0);
    expect(resultOf(new ExplainedVariance(), [3], [4])).toBe(1);
    expect(resultOf(new ExplainedVariance(), constant, [0.25, 0.25, 0.5])).toBe(0);
    for (const metric of [new PearsonCorrelation(), new SpearmanCorrelation()]) {
      expect(resultOf(metric.clone(), [3], [4])).toBeNaN();
      expect(resultOf(metric.clone(), constant, [1, 2, 3])).toBeNaN();
      expect(resultOf(metric.clone(), [1, 2, 3], constant)).toBeNaN();
      expect(metric.compute()).toBeNaN();
    }
  });

  it('keep their digits under a large mean, where sums of squares in doubles have none left', () => {
    // The offset and the quarters are exact in doubles, so the results must be those without it, to the bit.
    const [y, p] = [
      [0, 0.25, 0.75, 1, 2],
      [0.25, 0.25, 0.5, 1.25, 1.75],
    ];
    const moved = (values: readonly number[]): number[] => values.map((x) => x + 2 ** 50);
    for (const make of [() => new R2(), () => new ExplainedVariance(), () => new PearsonCorrelation()]) {
      expect(resultOf(make(), moved(y), moved(p))).toBe(resultOf(make(), y, p));
    }
    expect(resultOf(new PearsonCorrelation(), moved(y), moved(y))).toBe(1);
  });

  it('count a value at 0 by its distance to it over 2⁻⁵² in percent', () => {
    expect(resultOf(new MeanAbsolutePercentageError(), [0], [1])).toBe(2 ** 52);
    expect(resultOf(new MeanAbsolutePercentageError(), [0], [0])).toBe(0);
  });
});

describe('correlations', () => {
  const pair = fc.record({ a: fc.integer({ min: -9, max: 9 }), b: fc.integer({ min: -9, max: 9 }), w: fc.nat(3) });
  const pairs = fc.array(pair, { minLength: 2, maxLength: 15 });

  it('are symmetric, in [−1, 1], and turn over with one side, to the bit', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [a, b, w] = [values.map((v) => v.a / 10), values.map((v) => v.b / 10), values.map((v) => v.w)];
        for (const metric of [new PearsonCorrelation(), new SpearmanCorrelation()]) {
          const own = resultOf(metric.clone(), a, b, w);
          expect(resultOf(metric.clone(), b, a, w)).toBe(own);
          expect(
            resultOf(
              metric.clone(),
              a,
              b.map((x) => -x),
              w,
            ) + own,
          ).toSatisfy((sum: number) => sum === 0 || Number.isNaN(sum));
          expect(Math.abs(own) <= 1 || Number.isNaN(own)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of ranks does not change when values grow by a monotone function', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [a, b] = [values.map((v) => v.a), values.map((v) => v.b)];
        const grown = a.map((x) => Math.exp(x) - 1e6);
        expect(resultOf(new SpearmanCorrelation(), grown, b)).toBe(resultOf(new SpearmanCorrelation(), a, b));
      }),
    );
    expect(
      resultOf(new SpearmanCorrelation(), [1, 2, Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY, 0, 7]),
    ).toBe(1);
  });
});
