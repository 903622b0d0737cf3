import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Accuracy, metricFromJSON } from '../index.ts';
import { Mean, type MeanBatch } from './mean.ts';

beforeAll(useStockCpu);

function meanOf(...batches: readonly MeanBatch[]): number {
  const mean = new Mean();
  for (const batch of batches) mean.update(batch);
  return mean.compute();
}

describe('Mean', () => {
  it('weighs numbers, arrays and tensors of any shape', () => {
    expect(meanOf({ values: 2 }, { values: 4 })).toBe(3);
    expect(meanOf({ values: 0.5, weights: 64 }, { values: 0.25, weights: 16 })).toBe(0.45);
    expect(meanOf({ values: [1, 2, 3], weights: [1, 0, 3] })).toBe(2.5);
    expect(
      meanOf({
        values: [
          [1, 2],
          [3, 6],
        ],
        weights: 0.5,
      }),
    ).toBe(3);
  });

  it('leaks nothing and disposes nothing', async () => {
    const leak = await leakOf(() => {
      const [values, weights] = [tf.tensor1d([1, 5]), tf.tensor1d([3, 1])];
      expect(meanOf({ values, weights })).toBe(2);
      expect(values.isDisposed).toBe(false);
      tf.dispose([values, weights]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('does not depend on order, batching or merging, not in one bit', () => {
    const pair = fc.record({
      x: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      w: fc.double({ noNaN: true, min: 0, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 15 }), fc.nat(15), (pairs, at) => {
        const batch = (some: typeof pairs): MeanBatch => ({
          values: some.map(({ x }) => x),
          weights: some.map(({ w }) => w),
        });
        const expected = meanOf(batch(pairs));
        expect(meanOf(batch([...pairs].reverse()))).toBe(expected);
        expect(meanOf(...pairs.map((one) => batch([one])))).toBe(expected);
        const [left, right] = [new Mean(), new Mean()];
        left.update(batch(pairs.slice(0, at)));
        right.update(batch(pairs.slice(at)));
        left.merge(right);
        expect(left.compute()).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('carries NaN and infinities through, unless their weight is 0', () => {
    expect(meanOf({ values: [1, Number.NaN] })).toBeNaN();
    expect(meanOf({ values: [1, Number.POSITIVE_INFINITY] })).toBe(Number.POSITIVE_INFINITY);
    expect(meanOf({ values: [1, Number.NaN], weights: [1, 0] })).toBe(1);
  });

  it('is NaN when empty, reset, or of weight 0', () => {
    const mean = new Mean();
    expect(mean.compute()).toBeNaN();
    mean.update({ values: [] });
    mean.update({ values: 3, weights: 0 });
    expect(mean.compute()).toBeNaN();
    mean.update({ values: 3 });
    expect(mean.compute()).toBe(3);
    mean.reset();
    expect(mean.compute()).toBeNaN();
  });

  it('refuses bad weights and shapes, and stays as it was', () => {
    const mean = new Mean();
    const refuse = (values: unknown, weights?: unknown) => () => mean.update({ values, weights } as MeanBatch);
    expect(refuse([1, 2], [1])).toThrow(
      new RangeError('mean: values and weights must have equal shape, got [2] and [1]'),
    );
    expect(refuse(1, [1])).toThrow(new RangeError('mean: values and weights must have equal shape, got [] and [1]'));
    expect(refuse([1, 2], [1, -1])).toThrow(new RangeError('mean: weights must be finite and >= 0, got -1 at 1'));
    expect(refuse(1, Number.NaN)).toThrow(RangeError);
    expect(refuse(1, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(refuse('1')).toThrow(TypeError);
    expect(refuse(1, null)).toThrow(TypeError);
    expect(mean.compute()).toBeNaN();
    expect(() => mean.merge({} as Mean)).toThrow(TypeError);
  });
});

it('goes on as a clone and through JSON with every bit', () => {
  const mean = new Mean();
  mean.update({ values: [0.1, 1e300, -1e300, 1e-300], weights: [1, 1 / 3, 1 / 3, 0.7] });
  const [copy, again] = [mean.clone(), Mean.fromJSON(JSON.parse(JSON.stringify(mean)))];
  for (const one of [mean, copy, again]) one.update({ values: -0.1 });
  expect([copy.compute(), again.compute()]).toEqual([mean.compute(), mean.compute()]);
  // What is left of 0.7 · 10⁻³⁰⁰ when all that is large has cancelled.
  expect(mean.compute()).toBeGreaterThan(0);
  copy.update({ values: Number.NaN });
  expect(Mean.fromJSON(JSON.parse(JSON.stringify(copy))).compute()).toBeNaN();
  expect(mean.compute()).not.toBeNaN();
  expect(metricFromJSON<Mean>(mean.toJSON()).compute()).toBe(mean.compute());
  expect(() => mean.merge(new Accuracy() as never)).toThrow(
    'mean: other must be a metric of the same kind, got accuracy',
  );
});
