import { useBackend } from '@gradlab/backend';
import { copyModel, dense, freeze, type Model, replaceHead, zoo } from '@gradlab/models';
import { adam, fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

function valuesOf(model: Model): Record<string, number[]> {
  return Object.fromEntries(Object.entries(model.weights).map(([name, weight]) => [name, [...weight.dataSync()]]));
}

async function train(model: Model, optimizer = sgd({ learningRate: 0.05 })): Promise<void> {
  const x = tf.randomUniform([8, ...model.inputShape], 0, 1, 'float32', 3);
  const y = tf.tensor1d([0, 1, 0, 1, 1, 0, 1, 0], 'int32');
  async function* data() {
    for (let step = 0; step < 3; step++) yield { x, y };
  }
  await fit(model, { data, epochs: 2, loss: softmaxCrossEntropy, optimizer, seed: 5 });
  optimizer.dispose();
  tf.dispose([x, y]);
}

// On wasm updates are made in place, in memory that a copy must not share.
describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('a copy is not touched by training, nor the original by that of the copy', async () => {
    const model = zoo.mnistCnn2k.build({ seed: 1, batchNorm: true });
    const copy = copyModel(model);
    const first = valuesOf(model);
    await train(model);
    const trained = valuesOf(model);
    expect(valuesOf(copy)).toEqual(first);
    await train(copy);
    expect(valuesOf(model)).toEqual(trained);
    // The same data, seed and weights: the same training.
    expect(valuesOf(copy)).toEqual(trained);
    model.dispose();
    copy.dispose();
  });

  it.each([
    ['sgd', () => sgd({ learningRate: 0.05, momentum: 0.9 })],
    ['adam', () => adam({ learningRate: 0.01 })],
  ] as const)('%s trains a new head and leaves what is frozen bit for bit', async (_, optimizer) => {
    const leak = await leakOf(async () => {
      const model = zoo.mnistCnn2k.build({ seed: 1, batchNorm: true });
      freeze(model);
      const first = valuesOf(model);
      const replaced = replaceHead(model, { from: 'dense1', layers: [dense({ units: 2 })], seed: 2 });
      const before = valuesOf(replaced);
      await train(replaced, optimizer());
      const after = valuesOf(replaced);
      for (const name of Object.keys(after)) {
        const moved = name.startsWith('dense1') || name.includes('running');
        if (moved) expect(after[name], name).not.toEqual(before[name]);
        else expect(after[name], name).toEqual(before[name]);
      }
      expect(valuesOf(model)).toEqual(first);
      model.dispose();
      replaced.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('dropout repeats itself from one seed of fit', async () => {
    const weights = async () => {
      const model = zoo.mnistMlp32x32.build({ seed: 1, dropout: 0.5 });
      await train(model);
      const values = valuesOf(model);
      model.dispose();
      return values;
    };
    expect(await weights()).toEqual(await weights());
  });
});
