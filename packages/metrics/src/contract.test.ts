import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Accuracy, ConfusionMatrix, LogLoss, type MetricBatch } from './index.ts';

/** What a training loop asks of a metric; every metric of labels and predictions must fit by structure alone. */
interface LoopMetric<R> {
  update(batch: { readonly labels: tf.Tensor; readonly predictions: tf.Tensor }): void;
  compute(): R;
  reset(): void;
}

interface Mergeable {
  update(batch: MetricBatch): void;
  compute(): unknown;
  reset(): void;
  merge(other: unknown): void;
}

// Every metric of labels and predictions belongs in this list.
const metrics: readonly { name: string; make: () => Mergeable & LoopMetric<unknown>; empty: unknown }[] = [
  { name: 'accuracy', make: () => new Accuracy(), empty: Number.NaN },
  { name: 'logLoss', make: () => new LogLoss({ fromLogits: true }), empty: Number.NaN },
  { name: 'logLoss', make: () => new LogLoss({ fromLogits: true, clip: 1e-3 }), empty: Number.NaN },
  {
    name: 'confusionMatrix',
    make: () => new ConfusionMatrix({ classes: 3 }),
    empty: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
];

const example = fc.record({
  label: fc.nat(2),
  scores: fc.array(fc.float({ noNaN: true, min: -20, max: 20 }), { minLength: 3, maxLength: 3 }),
});
type Example = { label: number; scores: number[] };

const batchOf = (examples: readonly Example[]): MetricBatch => ({
  labels: Int32Array.from(examples, ({ label }) => label),
  predictions: { data: Float32Array.from(examples.flatMap(({ scores }) => scores)), shape: [examples.length, 3] },
});

beforeAll(useStockCpu);

describe.each(metrics)('$name', ({ name, make, empty }) => {
  const resultOf = (...batches: readonly MetricBatch[]): unknown => {
    const metric = make();
    for (const batch of batches) metric.update(batch);
    return metric.compute();
  };

  it('gives the same result, to the bit, in any order and batching and merged from parts', () => {
    fc.assert(
      fc.property(fc.array(example, { maxLength: 12 }), fc.nat(12), (examples, at) => {
        const expected = resultOf(batchOf(examples));
        expect(resultOf(batchOf([...examples].reverse()))).toEqual(expected);
        expect(resultOf(...examples.map((one) => batchOf([one])))).toEqual(expected);
        const [left, right] = [make(), make()];
        left.update(batchOf(examples.slice(0, at)));
        right.update(batchOf(examples.slice(at)));
        const before = right.compute();
        left.merge(right);
        expect(left.compute()).toEqual(expected);
        expect(right.compute()).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('reads tensors, typed arrays and rows alike, and disposes nothing', async () => {
    const labels = [2, 0, 1];
    const rows = [
      [0.1, 0.2, 0.7],
      [0.5, 0.25, 0.25],
      [0.5, 0, 0.5],
    ];
    const expected = resultOf({ labels, predictions: rows });
    const leak = await leakOf(() => {
      const tensors = { labels: tf.tensor1d(labels, 'int32'), predictions: tf.tensor2d(rows, [3, 3], 'float32') };
      const float32Rows = rows.map((row) => Float32Array.from(row));
      expect(resultOf(tensors)).toEqual(resultOf({ labels: Uint8Array.from(labels), predictions: float32Rows }));
      expect([tensors.labels.isDisposed, tensors.predictions.isDisposed]).toEqual([false, false]);
      tf.dispose([tensors.labels, tensors.predictions]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(resultOf({ labels: new Float64Array(labels), predictions: { data: rows.flat(), shape: [3, 3] } })).toEqual(
      expected,
    );
  });

  it('starts empty, is empty after reset, and an empty batch adds nothing', () => {
    const metric = make();
    expect(metric.compute()).toEqual(empty);
    metric.update(batchOf([{ label: 1, scores: [1, 2, 3] }]));
    expect(metric.compute()).not.toEqual(empty);
    const once = metric.compute();
    expect(metric.compute()).toEqual(once);
    metric.update(batchOf([]));
    expect(metric.compute()).toEqual(once);
    metric.reset();
    expect(metric.compute()).toEqual(empty);
  });

  it('refuses a bad batch and stays as it was', () => {
    const metric = make();
    metric.update(batchOf([{ label: 1, scores: [1, 2, 3] }]));
    const before = metric.compute();
    const refuse = (labels: unknown, predictions: unknown) => () =>
      metric.update({ labels, predictions } as MetricBatch);
    const row = [0, 0, 1];
    expect(refuse([0, 1, 0, 1], [0, 1, 2, 0, 1])).toThrow(
      new RangeError(`${name}: labels and predictions must have equal shape, got [4] and [5]`),
    );
    expect(refuse([0], [row, row])).toThrow(
      new RangeError(`${name}: labels and predictions must have equal batch size, got [1] and [2,3]`),
    );
    expect(refuse([row], [row])).toThrow(`${name}: labels must have shape [batch], got [1,3]`);
    expect(refuse([0, 3], [row, row])).toThrow(`${name}: labels must be integers >= 0 and < 3, got 3 at 1`);
    expect(refuse([0.5], [row])).toThrow(RangeError);
    expect(refuse([0, 1], [row, [0, 1]])).toThrow(`${name}: predictions must have rows of equal length, got 3 and 2`);
    expect(refuse([0], { data: row, shape: [1, 2] })).toThrow('must have as many values as its shape [1,2], got 3');
    expect(refuse([0], 'row')).toThrow(TypeError);
    expect(refuse(['0'], [row])).toThrow(TypeError);
    expect(refuse(undefined, [row])).toThrow(`${name}: labels must be a tensor or an array of numbers, got undefined`);
    expect(refuse([0], new BigInt64Array(1))).toThrow(TypeError);
    expect(refuse([0], tf.tensor1d(['a']))).toThrow(TypeError);
    expect(() => metric.update(undefined as unknown as MetricBatch)).toThrow(TypeError);
    expect(metric.compute()).toEqual(before);
  });

  it('merges with itself, and with nothing of another kind', () => {
    const metric = make();
    metric.update(batchOf([{ label: 1, scores: [1, 2, 3] }]));
    const expected = resultOf(batchOf([{ label: 1, scores: [1, 2, 3] }]), batchOf([{ label: 1, scores: [1, 2, 3] }]));
    metric.merge(metric);
    expect(metric.compute()).toEqual(expected);
    expect(() => metric.merge({})).toThrow(TypeError);
    expect(() => metric.merge(null)).toThrow(TypeError);
  });
});
