import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchNorm, dense, type Layer, type Model, sequential } from '../index.ts';

function small(): Model {
  return sequential({ inputShape: [2], layers: [batchNorm(), dense({ units: 1 })], seed: 1 });
}

function statistics(model: Model): number[] {
  return ['bn1.runningMean', 'bn1.runningVariance'].flatMap((name) => [...(model.state[name]?.dataSync() ?? [])]);
}

const FRESH = [0, 0, 1, 1];
// Means 2 and 3, unbiased variances 2 and 8, each with a share of 0.1.
const UPDATED = [0.2, 0.3, 1.1, 1.7].map(Math.fround);

describe.each(['cpu', 'wasm'] as const)('running statistics on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('are updated by a pass in training, and used in evaluation', () => {
    const model = small();
    const x = tf.tensor2d([
      [1, 1],
      [3, 5],
    ]);
    model.apply(x).dispose();
    expect(statistics(model)).toEqual(FRESH);
    model.apply(x, { training: true }).dispose();
    statistics(model).forEach((value, i) => {
      // One multiplication and one addition in float32.
      expect(value).toBeCloseTo(UPDATED[i] ?? Number.NaN, 6);
    });
    model.dispose();
  });

  it('are updated once for each pass under tf.variableGrads, without a leak', async () => {
    const model = small();
    const x = tf.tensor2d([
      [1, 1],
      [3, 5],
    ]);
    const leak = await leakOf(() => {
      const loss = (): tf.Scalar => tf.mean(model.apply(x, { training: true }));
      const { value, grads } = tf.variableGrads(loss, Object.values(model.parameters));
      tf.dispose([value, grads]);
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    statistics(model).forEach((value, i) => {
      expect(value).toBeCloseTo(UPDATED[i] ?? Number.NaN, 6);
    });
    model.dispose();
  });

  it('stay as they are with updateState: false, or are handed over', () => {
    const model = small();
    const x = tf.tensor2d([
      [1, 1],
      [3, 5],
    ]);
    model.apply(x, { training: true, updateState: false }).dispose();
    const handed: Record<string, number[]> = {};
    const updateState = (updates: Readonly<Record<string, tf.Tensor>>): void => {
      for (const [name, value] of Object.entries(updates)) handed[name] = [...value.dataSync()];
    };
    model.apply(x, { training: true, updateState }).dispose();
    expect(Object.keys(handed)).toEqual(['bn1.runningMean', 'bn1.runningVariance']);
    expect(statistics(model)).toEqual(FRESH);
    model.dispose();
  });
});

describe('state', () => {
  beforeAll(() => useBackend('cpu'));

  it('stays as it is when a later layer throws', () => {
    const broken: Layer = {
      kind: 'broken',
      outputShape: (shape) => shape,
      parameters: () => ({}),
      apply() {
        throw new Error('no');
      },
    };
    const model = sequential({ inputShape: [2], layers: [batchNorm(), broken], seed: 1 });
    expect(() => model.apply(tf.ones([3, 2]), { training: true })).toThrow('no');
    expect(statistics(model)).toEqual(FRESH);
    model.dispose();
  });

  it('can be replaced for a pass, as parameters can', () => {
    const model = small();
    const parameters = { 'bn1.runningMean': tf.tensor1d([1, 1]), 'dense1.weight': tf.ones([2, 1]) };
    const [value] = model.apply(tf.tensor2d([[2, 3]]), { parameters }).dataSync();
    // (2 − 1) + (3 − 1), but for ε.
    expect(value).toBeCloseTo(3 / Math.sqrt(1 + 1e-5), 5);
    model.dispose();
  });

  it('refuses an update of what a layer does not have', () => {
    const odd: Layer = {
      kind: 'odd',
      outputShape: (shape) => shape,
      parameters: () => ({}),
      apply(x, _, context) {
        context.update('runningMean', x);
        return x;
      },
    };
    const model = sequential({ inputShape: [2], layers: [odd], seed: 1 });
    expect(() => model.apply(tf.ones([1, 2]))).toThrow('update: state must be one of');
  });
});
