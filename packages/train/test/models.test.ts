import { useBackend } from '@gradlab/backend';
import { batches, blobs, colouredDigits } from '@gradlab/datasets';
import { Accuracy } from '@gradlab/metrics';
import {
  activation,
  batchNorm,
  branches,
  dense,
  dropout,
  flatten,
  freeze,
  type Model,
  sequential,
} from '@gradlab/models';
import {
  adam,
  fit,
  headLosses,
  headMetric,
  type Snapshot,
  sgd,
  softmaxCrossEntropy,
  TrainingError,
} from '@gradlab/train';
import { leakOf } from '@gradlab-internal/testing';
import type * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

// The models, data sets and metrics of the other packages, whose types this package knows by structure alone.

const points = blobs({ size: 60, seed: 3, standardDeviation: 3 });

function normalized(): Model {
  const hidden = [dense({ units: 12 }), batchNorm(), activation('tanh'), dropout({ rate: 0.3 })];
  return sequential({ inputShape: [2], layers: [...hidden, dense({ units: 3 })], seed: 1 });
}

async function train(model: Model, store: { load(): Promise<Snapshot | undefined>; save(s: Snapshot): Promise<void> }) {
  const optimizer = adam({ learningRate: 0.02 });
  try {
    return await fit(model, {
      data: (epoch, start) => batches(points, { batchSize: 8, seed: 1, epoch, start }),
      epochs: 4,
      loss: softmaxCrossEntropy,
      optimizer,
      metrics: { accuracy: new Accuracy() },
      checkpoint: { store, every: 1 },
    });
  } finally {
    optimizer.dispose();
  }
}

const bitsOf = (weights: Readonly<Record<string, tf.Variable>>): string =>
  JSON.stringify(Object.entries(weights).map(([name, variable]) => [name, [...variable.dataSync()]]));

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('resumes dropout, running statistics and metrics of an epoch under way to the bit', async () => {
    const snapshots: Snapshot[] = [];
    const whole = normalized();
    const history = await train(whole, { load: async () => undefined, save: async (s) => void snapshots.push(s) });
    // The thirteenth is within the second epoch of eight updates, and one snapshot ended the first.
    const resumed = normalized();
    const again = await train(resumed, { load: async () => snapshots[12], save: async () => {} });
    expect(bitsOf(resumed.weights)).toBe(bitsOf(whole.weights));
    const untimed = history.epochs.map(({ seconds: _, ...epoch }) => epoch);
    expect(again.epochs.map(({ seconds: _, ...epoch }) => epoch)).toEqual(untimed);
    expect(Object.keys(whole.state)).toEqual(['bn1.runningMean', 'bn1.runningVariance']);
    whole.dispose();
    resumed.dispose();
  });

  it('leaves what is frozen as it is, and keeps it in checkpoints', async () => {
    const model = normalized();
    freeze(model, 'dense1');
    const before = bitsOf({ w: model.weights['dense1.weight'] as tf.Variable });
    const snapshots: Snapshot[] = [];
    await train(model, { load: async () => undefined, save: async (s) => void snapshots.push(s) });
    expect(bitsOf({ w: model.weights['dense1.weight'] as tf.Variable })).toBe(before);
    expect(Object.keys(snapshots.at(-1)?.tensors ?? {})).toContain('weights/dense1.weight');
    model.dispose();
  });

  it('trains two heads on coloured digits', async () => {
    const digits = colouredDigits({ size: 64, seed: 1 });
    const inputShape = digits.x.shape;
    const heads = { digit: [dense({ units: 10 })], colour: [dense({ units: 16 })] };
    const trunk = [flatten(), dense({ units: 16 }), activation('relu')];
    const leak = await leakOf(async () => {
      const model = branches({ inputShape, trunk, heads, seed: 1 });
      const optimizer = adam({ learningRate: 0.01 });
      const { epochs } = await fit(model, {
        data: (epoch) => batches(digits, { batchSize: 16, seed: 1, epoch }),
        epochs: 6,
        loss: headLosses({ digit: softmaxCrossEntropy, colour: { loss: softmaxCrossEntropy, weight: 0.5 } }),
        optimizer,
        metrics: { digit: headMetric('digit', new Accuracy()), colour: headMetric('colour', new Accuracy()) },
      });
      expect(epochs.at(-1)?.loss).toBeLessThan(epochs[0]?.loss ?? 0);
      expect(epochs.at(-1)?.metrics).toEqual({ digit: expect.any(Number), colour: expect.any(Number) });
      model.dispose();
      optimizer.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('names the layer of a model whose output is the first that is not finite', async () => {
    const model = normalized();
    const weight = model.weights['dense1.weight'] as tf.Variable;
    const state = bitsOf(model.state);
    weight.assign((await import('@tensorflow/tfjs-core')).fill(weight.shape, 3e38));
    const data = () => batches(points, { batchSize: 60 });
    const failed = fit(model, { data, epochs: 1, loss: softmaxCrossEntropy, optimizer: sgd({ learningRate: 0.1 }) });
    await expect(failed).rejects.toThrow(TrainingError);
    await expect(failed).rejects.toMatchObject({ place: { layer: 'dense1', epoch: 1, step: 1 } });
    expect(bitsOf(model.state)).toBe(state);
    model.dispose();
  });
});
