import { describe, expect, it } from 'vitest';
import { Accuracy } from './accuracy.ts';
import { TopKAccuracy, type TopKTies } from './top-k-accuracy.ts';

function hit(label: number, row: readonly number[], k: number, ties?: TopKTies): number {
  const metric = new TopKAccuracy({ k, ...(ties && { ties }) });
  metric.update({ labels: [label], predictions: [row] });
  return metric.compute();
}

describe('TopKAccuracy', () => {
  it('puts the lowest index first among equal scores unless told otherwise', () => {
    const row = [1, 5, 1, 1];
    expect([0, 1, 2, 3].map((label) => hit(label, row, 2))).toEqual([1, 1, 0, 0]);
    expect([0, 1, 2, 3].map((label) => hit(label, row, 2, 'best'))).toEqual([1, 1, 1, 1]);
    expect([0, 1, 2, 3].map((label) => hit(label, row, 2, 'worst'))).toEqual([0, 1, 0, 0]);
    expect([0, 1, 2, 3].map((label) => hit(label, row, 3, 'worst'))).toEqual([0, 1, 0, 0]);
    expect([0, 1, 2, 3].map((label) => hit(label, row, 4, 'worst'))).toEqual([1, 1, 1, 1]);
  });

  it('is accuracy for k = 1, ties and NaN included', () => {
    const rows = [
      [1, 1, 0],
      [0, 2, 2],
      [Number.NaN, 0, 1],
      [0, 0, 0],
      [1, Number.NEGATIVE_INFINITY, 1],
    ];
    for (let label = 0; label < 3; label++) {
      const accuracy = new Accuracy();
      const top = new TopKAccuracy({ k: 1 });
      for (const metric of [accuracy, top]) metric.update({ labels: rows.map(() => label), predictions: rows });
      expect(top.compute()).toBe(accuracy.compute());
    }
  });

  it('counts a row with a NaN as wrong even if all classes are named', () => {
    expect(hit(0, [1, Number.NaN], 2)).toBe(0);
    expect(hit(0, [1, 0], 2)).toBe(1);
  });

  it('refuses classes instead of scores, a k that is none, and too few scores', () => {
    expect(() => new TopKAccuracy({ k: 0 })).toThrow(RangeError);
    expect(() => new TopKAccuracy({ k: '2' as unknown as number })).toThrow(TypeError);
    expect(() => new TopKAccuracy({ k: 1, ties: 'first' as TopKTies })).toThrow('one of index, best, worst');
    const metric = new TopKAccuracy({ k: 3 });
    expect(() => metric.update({ labels: [0], predictions: [1] })).toThrow(
      'predictions must have shape [batch, classes], got [1]',
    );
    expect(() => metric.update({ labels: [0], predictions: [[1, 0]] })).toThrow(
      'must have at least 3 scores a row, got 2',
    );
  });
});
