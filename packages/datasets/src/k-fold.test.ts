import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDataset, type Dataset, type Field, kFold } from './index.ts';

function numbered(size: number, classes = 3): Dataset<Field> {
  return createDataset({
    name: 'numbered',
    size,
    x: { data: Int32Array.from({ length: size }, (_, i) => i), shape: [] },
    y: { data: Uint8Array.from({ length: size }, (_, i) => i % classes), shape: [] },
  });
}

describe('kFold', () => {
  it('holds each example back once, and trains on all the others', () => {
    const cases = fc.record({ size: fc.integer({ min: 2, max: 60 }), k: fc.integer({ min: 2, max: 12 }) });
    fc.assert(
      fc.property(cases, fc.option(fc.nat()), fc.boolean(), ({ size, k }, seed, stratify) => {
        fc.pre(k <= size);
        const folds = kFold(numbered(size), k, { ...(seed === null ? {} : { seed }), stratify });
        expect(folds).toHaveLength(k);
        const held = folds.flatMap(({ validation }) => [...validation.x.data]);
        expect(held.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
        for (const { train, validation } of folds) {
          expect(new Set([...train.x.data, ...validation.x.data]).size).toBe(size);
          expect(Math.abs(validation.size - size / k)).toBeLessThan(1);
        }
      }),
    );
  });

  it('keeps the order without a seed, shuffles by one, and keeps the proportions of classes if asked to', () => {
    expect(kFold(numbered(7), 3).map(({ validation }) => [...validation.x.data])).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
    const orders = [1, 1, 2].map((seed) => kFold(numbered(50), 2, { seed })[0]?.validation.x.data);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).not.toEqual(orders[0]);
    for (const { validation } of kFold(numbered(300), 10, { seed: 1, stratify: true })) {
      for (const label of [0, 1, 2]) {
        const count = [...validation.y.data].filter((l) => l === label).length;
        expect(Math.abs(count - 10)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('refuses a k that is out of range, and labels that are none', () => {
    expect(() => kFold(numbered(3), 1)).toThrow('kFold: k must be an integer >= 2 and <= 3, got 1');
    expect(() => kFold(numbered(3), 4)).toThrow(RangeError);
    expect(() => kFold(numbered(1), 2)).toThrow('dataset must have at least k = 2 examples, got 1');
    expect(() => kFold(numbered(3), 2, { stratify: 'label' })).toThrow('kFold: stratify must be true');
    expect(() => kFold(numbered(3), 2, { seed: -1 })).toThrow(RangeError);
  });
});
