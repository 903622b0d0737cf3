import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDataset, type Dataset, type Field, kFold, split } from './index.ts';
import { stratifiedOrder } from './stratify.ts';

/** A data set of these labels; the input of example `i` is `i`. */
function labelled(labels: readonly number[]): Dataset<Field> {
  return createDataset({
    name: 'labelled',
    size: labels.length,
    x: { data: Int32Array.from(labels.keys()), shape: [] },
    y: { data: Int32Array.from(labels), shape: [] },
  });
}

const count = (labels: ArrayLike<number>, label: number): number =>
  Array.from(labels).filter((other) => other === label).length;

describe('stratifiedOrder', () => {
  it('keeps every class within one example of its share, up to any place', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, (classes) => {
        const labels = classes.flatMap((size, label) => new Array<number>(size).fill(label - 3));
        const size = labels.length;
        const identity = Uint32Array.from(labels.keys());
        const order = stratifiedOrder('split', labelled(labels), identity, true);
        expect([...order].sort((a, b) => a - b)).toEqual([...identity]);
        const taken = new Array<number>(classes.length).fill(0);
        let furthest = 0;
        for (const [position, index] of order.entries()) {
          const label = (labels[index] ?? 0) + 3;
          taken[label] = (taken[label] ?? 0) + 1;
          for (const [c, n] of classes.entries()) {
            furthest = Math.max(furthest, Math.abs((taken[c] ?? 0) - (n * (position + 1)) / size));
          }
        }
        expect(furthest).toBeLessThan(1);
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 2000 : 200 },
    );
  });

  it('keeps the order within a class', () => {
    const order = stratifiedOrder('split', labelled([0, 0, 1, 0]), Uint32Array.of(3, 2, 1, 0), true);
    expect([...order].filter((index) => index !== 2)).toEqual([3, 1, 0]);
  });

  it('spreads classes of one example over the parts, beside a large class', () => {
    const data = labelled(Array.from({ length: 1100 }, (_, i) => (i < 1000 ? 0 : i)));
    const parts = split(data, [0.8, 0.1, 0.1], { seed: 1, stratify: true });
    for (const [i, { y }] of parts.entries()) {
      expect(Math.abs(count(y.data, 0) - ([800, 100, 100][i] ?? 0))).toBeLessThan(2);
    }
    for (const { validation } of kFold(data, 5, { seed: 1, stratify: true })) {
      expect(Math.abs(count(validation.y.data, 0) - 200)).toBeLessThan(2);
    }
  });

  it('shuffles within a class, and which of the rare ones go where, by the seed', () => {
    const data = labelled(Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : i)));
    const [one, again, other] = [1, 1, 2].map((seed) => [
      ...split(data, [0.5, 0.5], { seed, stratify: true })[0].x.data,
    ]);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('is quick where every example is a class', () => {
    const data = labelled(Array.from({ length: 3000 }, (_, i) => i));
    expect(split(data, [0.5, 0.5], { seed: 1, stratify: true })[0].size).toBe(1500);
  });

  it('does not take what every object has for a target', () => {
    const { y, ...rest } = labelled([0, 1]);
    expect(() => split({ ...rest, y: { label: y } }, [1], { stratify: 'constructor' })).toThrow(
      'split: stratify must name one of the targets label, got constructor',
    );
  });
});
