import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activation, branches, cnn, dense, features, flatten, type Model, zoo } from '../index.ts';

beforeAll(() => useBackend('cpu'));

function small(): Model {
  return cnn({ inputShape: [6, 6, 1], features: [2, 'pool', 3], hidden: [4], outputs: 2, batchNorm: true, seed: 1 });
}

function twoHeads() {
  const heads = { a: [dense({ units: 3 }), activation('tanh'), dense({ units: 2 })], b: [dense({ units: 5 })] };
  return branches({ inputShape: [2, 2, 1], trunk: [flatten(), dense({ units: 4 })], heads, seed: 1 });
}

describe('features', () => {
  it('are the first feature maps of every convolution, and anything else by name', () => {
    const model = zoo.mnistCnn570k.build({ seed: 1 });
    const x = tf.ones([2, 28, 28, 1]);
    const maps = features(model, x, /^conv/);
    expect(Object.entries(maps).map(([name, { shape }]) => [name, shape])).toEqual([
      ['conv1', [2, 28, 28, 18]],
      ['conv2', [2, 14, 14, 36]],
      ['conv3', [2, 7, 7, 72]],
      ['conv4', [2, 7, 7, 72]],
    ]);
    const some = features(model, x, ['dense1', /^relu[12]$/g]);
    expect(Object.keys(some)).toEqual(['relu1', 'relu2', 'dense1']);
    expect([...(some.relu1?.dataSync() ?? [])]).toEqual([...tf.relu(maps.conv1 as tf.Tensor).dataSync()]);
    model.dispose();
  });

  it('of a head go by its name', () => {
    const model = twoHeads();
    expect(Object.keys(features(model, tf.ones([1, 2, 2, 1]), 'a'))).toEqual(['a.dense1', 'a.tanh1', 'a.dense2']);
    model.dispose();
  });

  it('refuse names that match nothing, and leak nothing, whatever happens', async () => {
    const model = small();
    const x = tf.ones([1, 6, 6, 1]);
    expect(() => features(model, x, 'conv3')).toThrow('features: names must match one of conv1, bn1, relu1');
    expect(() => features(model, x, /^pool/)).toThrow('got /^pool/');
    expect(() => features(model, x, [3 as never])).toThrow(TypeError);
    const wrong = tf.ones([1, 5, 6, 1]);
    const leak = await leakOf(() => {
      tf.dispose(features(model, x, /./));
      expect(() => features(model, wrong, /./)).toThrow('apply: x must have shape [batch,6,6,1], got [1,5,6,1]');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});
