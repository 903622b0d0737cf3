import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BalancedAccuracy,
  CohenKappa,
  ConfusionMatrix,
  FBeta,
  IntersectionOverUnion,
  MatthewsCorrelation,
  type Metric,
  Precision,
  Recall,
} from '../index.ts';

const classes = 4;
const each = { classes, average: 'none' } as const;
const perClass: readonly (() => Metric<number[]>)[] = [
  () => new Precision(each),
  () => new Recall({ ...each, zeroDivision: Number.NaN }),
  () => new FBeta({ ...each, beta: 2, zeroDivision: 1 }),
  () => new IntersectionOverUnion(each),
];
const overall: readonly (() => Metric<number>)[] = [
  ...(['micro', 'macro', 'weighted'] as const).flatMap((average) => [
    () => new Precision({ classes, average }),
    () => new FBeta({ classes, average, zeroDivision: Number.NaN }),
    () => new IntersectionOverUnion({ classes, average, zeroDivision: 1 }),
  ]),
  () => new BalancedAccuracy({ classes }),
  () => new MatthewsCorrelation({ classes }),
  () => new CohenKappa({ classes }),
];

function resultOf<R>(
  metric: Metric<R>,
  labels: readonly number[],
  predictions: readonly number[],
  weights?: readonly number[],
): R {
  metric.update({ labels, predictions, ...(weights && { weights }) });
  return metric.compute();
}

describe('what comes from a confusion matrix', () => {
  it('permutes with the classes, class by class, and does not change over all, not in one bit', () => {
    const example = fc.record({ y: fc.nat(3), p: fc.nat(3), w: fc.constantFrom(1, 0.1, 1 / 3, 7) });
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    fc.assert(
      fc.property(fc.array(example, { minLength: 1, maxLength: 20 }), order, (examples, names) => {
        const [y, p, w] = [examples.map((e) => e.y), examples.map((e) => e.p), examples.map((e) => e.w)];
        const renamed = (of: readonly number[]): number[] => of.map((k) => names[k] as number);
        for (const make of perClass) {
          const [before, after] = [resultOf(make(), y, p, w), resultOf(make(), renamed(y), renamed(p), w)];
          expect(before.map((_, k) => after[names[k] as number])).toEqual(before);
        }
        for (const make of overall) expect(resultOf(make(), renamed(y), renamed(p), w)).toBe(resultOf(make(), y, p, w));
      }),
      { numRuns: 200 },
    );
  });

  it('is not the same for labels and predictions swapped, but for recall and precision of each other', () => {
    const [y, p] = [
      [0, 0, 1, 2],
      [0, 1, 1, 1],
    ];
    expect(resultOf(new Precision(each), y, p)).toEqual(resultOf(new Recall(each), p, y));
    expect(resultOf(new Precision(each), y, p)).not.toEqual(resultOf(new Recall(each), y, p));
  });

  it('takes micro precision, recall and F1 for accuracy', () => {
    const [y, p] = [
      [0, 0, 1, 2, 3],
      [0, 1, 1, 1, 3],
    ];
    const micro = { classes, average: 'micro' } as const;
    for (const metric of [new Precision(micro), new Recall(micro), new FBeta(micro)])
      expect(resultOf(metric, y, p)).toBe(0.6);
  });

  it('has zeroDivision for 0/0 and nothing else', () => {
    // Class 3 neither occurs nor is predicted; class 2 is never predicted; class 1 never occurs.
    const [y, p] = [
      [0, 0, 2],
      [0, 1, 1],
    ];
    for (const zeroDivision of [0, 1, Number.NaN]) {
      expect(resultOf(new Precision({ ...each, zeroDivision }), y, p)).toEqual([1, 0, zeroDivision, zeroDivision]);
      expect(resultOf(new Recall({ ...each, zeroDivision }), y, p)).toEqual([0.5, zeroDivision, 0, zeroDivision]);
      expect(resultOf(new FBeta({ ...each, zeroDivision }), y, p)).toEqual([2 / 3, 0, 0, zeroDivision]);
    }
    const macro = { classes, average: 'macro' } as const;
    expect(resultOf(new Precision(macro), y, p)).toBe(1 / 4);
    expect(resultOf(new Precision({ ...macro, zeroDivision: 1 }), y, p)).toBe(3 / 4);
    expect(resultOf(new Precision({ ...macro, zeroDivision: Number.NaN }), y, p)).toBe(1 / 2);
  });

  it('weighs classes alike where those that are left have no weight, as scikit-learn 1.9.1 does', () => {
    const precision = new Precision({ classes, average: 'weighted', zeroDivision: Number.NaN });
    expect(resultOf(precision, [0, 0], [1, 1])).toBe(0);
  });

  it('is NaN before the first example, whatever 0/0 is', () => {
    for (const zeroDivision of [0, 1, Number.NaN]) {
      expect(new Precision({ ...each, zeroDivision }).compute()).toEqual([
        Number.NaN,
        Number.NaN,
        Number.NaN,
        Number.NaN,
      ]);
      expect(new Precision({ classes, average: 'micro', zeroDivision }).compute()).toBeNaN();
    }
    for (const make of overall) expect(make().compute()).toBeNaN();
  });

  it('has stated values where only one class occurs', () => {
    const [one, other] = [
      [1, 1, 1],
      [1, 1, 0],
    ];
    expect(resultOf(new MatthewsCorrelation({ classes }), one, one)).toBe(0);
    expect(resultOf(new MatthewsCorrelation({ classes }), one, other)).toBe(0);
    expect(resultOf(new CohenKappa({ classes }), one, one)).toBeNaN();
    expect(resultOf(new CohenKappa({ classes }), one, other)).toBe(0);
    expect(resultOf(new BalancedAccuracy({ classes }), one, other)).toBe(2 / 3);
    expect(resultOf(new BalancedAccuracy({ classes, adjusted: true }), one, other)).toBeNaN();
  });

  it('refuses an average or a zero division that is none', () => {
    expect(() => new Precision({ classes, average: 'binary' as 'micro' })).toThrow(
      'one of micro, macro, weighted, none',
    );
    expect(() => new Recall({ classes, average: 'micro', zeroDivision: 2 })).toThrow(
      'recall: zeroDivision must be 0, 1 or NaN, got 2',
    );
    expect(() => new FBeta({ classes, average: 'micro', beta: 0 })).toThrow(RangeError);
    expect(() => new CohenKappa({ classes, weights: 'cubic' as 'linear' })).toThrow(RangeError);
    expect(() => new BalancedAccuracy({ classes, adjusted: 1 as unknown as boolean })).toThrow(TypeError);
    expect(() => new ConfusionMatrix({ classes, normalize: 'rows' as 'all' })).toThrow(RangeError);
  });
});
