import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/index.ts';
import { type Metric, type MetricBatch, metricFromJSON } from '../src/index.ts';
import { batchOf, type Example, subjects } from './subjects.ts';

/** What a training loop asks of a metric; every metric of labels and predictions must fit by structure alone. */
interface LoopMetric<R> {
  update(batch: { readonly labels: tf.Tensor; readonly predictions: tf.Tensor }): void;
  compute(): R;
  reset(): void;
}

const runs = { numRuns: process.env.GRADLAB_STRESS === '1' ? 500 : 60 };
const STRANGE = new Set(['labels', 'predictions', 'weights']);

beforeAll(useStockCpu);

it('holds for every metric that the package has', () => {
  const classes = Object.entries(api).filter(([, value]) => 'fromJSON' in value);
  expect(classes.length).toBe(29);
  for (const [name, kind] of classes) {
    const isSubject = subjects.some(({ make }) => make().constructor === kind);
    // Mean takes values instead of labels and predictions; its own test holds it to the same.
    expect(isSubject || name === 'Mean', name).toBe(true);
  }
});

describe.each(subjects)('$title', ({ kind, make, other, domain }) => {
  const { example } = domain;
  const some = fc.array(example, { minLength: 2, maxLength: 12 });
  const batch = (examples: readonly Example[]): MetricBatch => batchOf(domain, examples);
  const resultOf = (...batches: readonly MetricBatch[]): unknown => {
    const metric = make();
    for (const one of batches) metric.update(one);
    return metric.compute();
  };
  const fromJSON = (json: unknown): Metric<unknown> => metricFromJSON(json);
  const overJSON = (metric: Metric<unknown>): Metric<unknown> => fromJSON(JSON.parse(JSON.stringify(metric)));
  const sample: Example[] = fc.sample(example, { seed: 1, numRuns: 8 });

  it('gives the same result, to the bit, in any order and batching', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (examples, keys) => {
        const expected = resultOf(batch(examples));
        const order = examples.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        expect(resultOf(batch(order.map(({ one }) => one)))).toEqual(expected);
        expect(resultOf(...examples.map((one) => batch([one])))).toEqual(expected);
      }),
      runs,
    );
  });

  it('gives the same result, to the bit, merged, cloned and through JSON in mid-stream', () => {
    fc.assert(
      fc.property(some, fc.nat(12), (examples, at) => {
        const expected = resultOf(batch(examples));
        const [left, right] = [make(), make()];
        left.update(batch(examples.slice(0, at)));
        right.update(batch(examples.slice(at)));
        const before = right.compute();
        for (const metric of [left.clone(), overJSON(left)]) {
          metric.update(batch(examples.slice(at)));
          expect(metric.compute()).toEqual(expected);
        }
        overJSON(left).merge(right);
        const backwards = right.clone();
        backwards.merge(left);
        left.merge(right);
        expect(left.compute()).toEqual(expected);
        expect(backwards.compute()).toEqual(expected);
        expect(right.compute()).toEqual(before);
      }),
      runs,
    );
  });

  it('takes a weight of 2 for an example that is there twice, a weight of 0 for one that is not', () => {
    fc.assert(
      fc.property(some, (examples) => {
        const doubled = examples.map((one) => ({ ...one, weight: 2 * one.weight }));
        expect(resultOf(batch(doubled))).toEqual(resultOf(batch(examples), batch(examples)));
        const nothing = { label: Number.NaN, prediction: sample[0]?.prediction.map(() => Number.NaN) ?? [], weight: 0 };
        expect(resultOf(batch([nothing, ...examples, nothing]))).toEqual(resultOf(batch(examples)));
        const ones = examples.map((one) => ({ ...one, weight: 1 }));
        expect(resultOf(batchOf(domain, ones, { weighted: false }))).toEqual(resultOf(batch(ones)));
      }),
      runs,
    );
  });

  it('reads tensors, typed arrays and rows alike, and disposes nothing', async () => {
    const labels = sample.map(({ label }) => Math.fround(label));
    const rows = sample.map(({ prediction }) => Float32Array.from(prediction));
    const flat = Float32Array.from(rows.flatMap((row) => [...row]));
    const { columns } = domain;
    const shape = columns === undefined ? [rows.length] : [rows.length, columns];
    const expected = resultOf({ labels, predictions: columns === undefined ? flat : rows });
    expect(resultOf({ labels: Float64Array.from(labels), predictions: { data: [...flat], shape } })).toEqual(expected);
    const leak = await leakOf(() => {
      const [truth, predictions] = [tf.tensor1d(labels, 'float32'), tf.tensor(flat, shape, 'float32')];
      const metric: LoopMetric<unknown> = make();
      metric.update({ labels: truth, predictions });
      expect(metric.compute()).toEqual(expected);
      expect([truth.isDisposed, predictions.isDisposed]).toEqual([false, false]);
      tf.dispose([truth, predictions]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('starts empty, is empty after reset, and an empty batch adds nothing', () => {
    const metric = make();
    const empty = metric.compute();
    metric.update(batch(sample));
    const full = metric.compute();
    expect(full).not.toEqual(empty);
    expect(metric.compute()).toEqual(full);
    metric.update(batch([]));
    expect(metric.compute()).toEqual(full);
    metric.reset();
    expect(metric.compute()).toEqual(empty);
    expect(JSON.stringify(metric)).toBe(JSON.stringify(make()));
    metric.update(batch(sample));
    expect(metric.compute()).toEqual(full);
  });

  it('computes from one example, and from equal ones, without an error', () => {
    const [first] = sample as [Example];
    expect(() => resultOf(batch([first]))).not.toThrow();
    expect(() => resultOf(batch([first, first, first]))).not.toThrow();
  });

  it('refuses a bad batch and stays as it was', () => {
    const metric = make();
    metric.update(batch(sample));
    const [before, json] = [metric.compute(), JSON.stringify(metric)];
    const refuse = (change: object) => () => metric.update({ ...batch(sample.slice(0, 2)), ...change } as MetricBatch);
    expect(refuse({ labels: [0, 1, 0] })).toThrow(RangeError);
    expect(refuse({ predictions: [0, 1, 1, 0] })).toThrow(RangeError);
    expect(refuse({ weights: [1] })).toThrow('weights must have shape [2], got [1]');
    expect(refuse({ weights: [1, -1] })).toThrow('weights must be finite and >= 0, got -1 at 1');
    expect(refuse({ weights: [Number.NaN, 1] })).toThrow(RangeError);
    for (const strange of [
      'row',
      undefined,
      null,
      3,
      [['a']],
      ['0', '1'],
      new BigInt64Array(2),
      tf.tensor1d(['a', 'b']),
    ]) {
      for (const name of STRANGE) {
        if (name !== 'weights' || strange !== undefined) expect(refuse({ [name]: strange }), name).toThrow(TypeError);
      }
    }
    expect(() => metric.update(undefined as unknown as MetricBatch)).toThrow(TypeError);
    if (domain.classes !== undefined) {
      const { classes } = domain;
      expect(refuse({ labels: [0, classes] })).toThrow(
        `labels must be integers >= 0 and < ${classes}, got ${classes} at 1`,
      );
      expect(refuse({ labels: [0, 0.5] })).toThrow('got 0.5 at 1');
      expect(refuse({ labels: [-1, 0] })).toThrow('got -1 at 0');
      expect(refuse({ labels: [[0], [1]] })).toThrow('labels must have shape [batch], got [2,1]');
    }
    expect(metric.compute()).toEqual(before);
    expect(JSON.stringify(metric)).toBe(json);
  });

  it('merges with itself, and with nothing of another kind or of other options', () => {
    const metric = make();
    metric.update(batch(sample));
    metric.merge(metric);
    expect(metric.compute()).toEqual(resultOf(batch(sample), batch(sample)));
    const strange = kind === 'accuracy' ? new api.MeanSquaredError() : new api.Accuracy();
    for (const other of [{}, null, undefined, strange]) expect(() => metric.merge(other as never)).toThrow(TypeError);
    if (other !== undefined) expect(() => metric.merge(other() as never)).toThrow(RangeError);
    expect(metric.compute()).toEqual(resultOf(batch(sample), batch(sample)));
  });

  it('has clones that share nothing with it', () => {
    const metric = make();
    metric.update(batch(sample));
    const full = metric.compute();
    const copy = metric.clone();
    expect(copy).toBeInstanceOf(metric.constructor);
    copy.reset();
    expect(metric.compute()).toEqual(full);
    const again = metric.clone();
    metric.update(batch(sample));
    expect(again.compute()).toEqual(full);
  });

  it('refuses JSON that is not its own', () => {
    const metric = make();
    metric.update(batch(sample));
    const json = JSON.parse(JSON.stringify(metric));
    expect(fromJSON(json).compute()).toEqual(metric.compute());
    for (const strange of [null, undefined, 'text', 3, [], {}]) expect(() => fromJSON(strange)).toThrow(/^fromJSON: /);
    expect(() => fromJSON({ ...json, version: 2 })).toThrow(new RangeError('fromJSON: version must be 1, got 2'));
    const own = metric.constructor as unknown as typeof api.Accuracy;
    expect(own.fromJSON(json).compute()).toEqual(metric.compute());
    expect(() => fromJSON({ ...json, metric: 'nonsense' })).toThrow('metric must be a known one, got "nonsense"');
    expect(() => fromJSON({ ...json, metric: 'toString' })).toThrow(RangeError);
    const strange = new (kind === 'accuracy' ? api.MeanSquaredError : api.Accuracy)();
    expect(() => own.fromJSON(strange.toJSON())).toThrow(/TypeError|RangeError|must be/);
    for (const key of Object.keys(json.state)) {
      for (const part of [undefined, 'x', 3, { counts: [1] }, ['x'], [[]], [null]]) {
        expect(() => fromJSON({ ...json, state: { ...json.state, [key]: part } })).toThrow(/^fromJSON: state/);
      }
    }
  });
});
