import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallCnn, trainStep, weightValues } from '../../test/small-cnn.ts';
import { activation, batchNorm, branches, dense, flatten, freeze, replaceHead } from '../index.ts';

beforeAll(() => useBackend('cpu'));

function twoHeads() {
  const heads = { a: [dense({ units: 3 }), activation('tanh'), dense({ units: 2 })], b: [dense({ units: 5 })] };
  return branches({ inputShape: [2, 2, 1], trunk: [flatten(), dense({ units: 4 })], heads, seed: 1 });
}

describe('replaceHead', () => {
  it('keeps what comes before, with its weights, and draws the rest', () => {
    const model = smallCnn();
    trainStep(model);
    freeze(model, /^conv|^dense2/);
    const layers = [dense({ units: 8 }), activation('tanh'), dense({ units: 5 })];
    const replaced = replaceHead(model, { from: 'dense2', layers, seed: 3 });
    expect(replaced.layers.map(({ name }) => name).slice(-5)).toEqual(['bn3', 'relu3', 'dense2', 'tanh1', 'dense3']);
    const [old, fresh] = [weightValues(model), weightValues(replaced)];
    for (const name of Object.keys(old).filter((name) => !name.startsWith('dense2')))
      expect(fresh[name]).toEqual(old[name]);
    // What is new is trained, whatever the old layer of that name was.
    expect(Object.keys(replaced.state).filter((name) => !name.includes('running'))).toEqual([
      'conv1.weight',
      'conv1.bias',
      'conv2.weight',
      'conv2.bias',
    ]);
    expect(replaced.apply(tf.ones([2, 6, 6, 1])).shape).toEqual([2, 5]);
    model.dispose();
    expect(weightValues(replaced)).toEqual(fresh);
    replaced.dispose();
  });

  it('replaces one head of several', () => {
    const model = twoHeads();
    const replaced = replaceHead(model, { from: 'a.dense2', layers: [dense({ units: 7 })], seed: 3 });
    expect(replaced.outputShape).toEqual({ a: [7], b: [5] });
    const [old, fresh] = [weightValues(model), weightValues(replaced)];
    for (const name of ['dense1.weight', 'a.dense1.weight', 'b.dense1.bias']) expect(fresh[name]).toEqual(old[name]);
    model.dispose();
    replaced.dispose();
  });

  it('refuses layers that are not there or do not fit, and leaks nothing', async () => {
    const [row, forked] = [smallCnn(), twoHeads()];
    const leak = await leakOf(() => {
      replaceHead(row, { from: 'conv1', layers: [flatten(), dense({ units: 1 })], seed: 1 }).dispose();
      expect(() => replaceHead(row, { from: 'dense9', layers: [], seed: 1 })).toThrow('from must be one of conv1');
      expect(() => replaceHead(forked, { from: 'dense1', layers: [], seed: 1 })).toThrow(
        'from must be one of a.dense1',
      );
      expect(() => replaceHead(row, { from: 'conv1', layers: [], seed: 1 })).toThrow('at least one layer');
      expect(() => replaceHead(row, { from: 'flatten1', layers: [dense({ units: 1 })], seed: 1 })).toThrow('flatten()');
      const named = [batchNorm({ name: 'bn1' })];
      expect(() => replaceHead(row, { from: 'dense2', layers: named, seed: 1 })).toThrow('must differ, got bn1 twice');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    row.dispose();
    forked.dispose();
  });
});
