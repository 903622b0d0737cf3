import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activation, blueprint, branches, dense, flatten, type Layer, zoo } from '../index.ts';

beforeAll(() => useBackend('cpu'));

const passOn: Layer = {
  kind: 'pass',
  outputShape: (shape) => shape,
  parameters: () => ({}),
  apply: (x) => x,
};

describe('branches', () => {
  it('give a record by head, with names and shapes', () => {
    const model = branches({
      inputShape: [2, 2, 1],
      trunk: [flatten(), dense({ units: 3 })],
      heads: { digit: [dense({ units: 10 })], colour: [activation('relu'), dense({ units: 8 })] },
      seed: 1,
    });
    expect(model.outputShape).toEqual({ digit: [10], colour: [8] });
    expect(Object.keys(model.parameters)).toEqual([
      'dense1.weight',
      'dense1.bias',
      'digit.dense1.weight',
      'digit.dense1.bias',
      'colour.dense1.weight',
      'colour.dense1.bias',
    ]);
    const { digit, colour } = model.apply(tf.ones([4, 2, 2, 1]));
    expect([digit.shape, colour.shape]).toEqual([
      [4, 10],
      [4, 8],
    ]);
    model.dispose();
  });

  it('share a trunk or have one each: only then does one answer not touch the other', () => {
    const connected = (name: 'colouredDigitsShared' | 'colouredDigitsSeparate') => {
      const model = zoo[name].build({ seed: 1 });
      const names = tf.tidy(() => {
        const x = tf.randomUniform([2, 28, 28, 3], 0, 1, 'float32', 1);
        const { grads } = tf.variableGrads(
          () => tf.sum(tf.square(model.apply(x).digit)),
          Object.values(model.parameters),
        );
        return Object.entries(model.parameters).flatMap(([name, { name: id }]) =>
          grads[id] ? [name.split('.')[0]] : [],
        );
      });
      model.dispose();
      return [...new Set(names)];
    };
    expect(connected('colouredDigitsShared')).toEqual(['conv1', 'conv2', 'conv3', 'digit']);
    expect(connected('colouredDigitsSeparate')).toEqual(['digit']);
  });

  it('never hand out one tensor twice, or their input, and leak nothing', async () => {
    const x = tf.ones([2, 3]);
    const leak = await leakOf(() => {
      const model = branches({ inputShape: [3], heads: { a: [passOn], b: [passOn] }, seed: 1 });
      const { a, b } = model.apply(x);
      expect(a.id).not.toBe(b.id);
      a.dispose();
      expect(b.isDisposed || x.isDisposed).toBe(false);
      b.dispose();
      model.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(x.isDisposed).toBe(false);
  });

  it('refuse what is no head', () => {
    const head = [dense({ units: 1 })];
    const build = (heads: Readonly<Record<string, readonly Layer[]>>) =>
      branches({ inputShape: [3], trunk: head, heads, seed: 1 });
    expect(() => build({})).toThrow('branches: heads must be a record of at least one row of layers');
    expect(() => build({ a: [] })).toThrow('branches: heads.a must hold at least one layer, got none');
    expect(() => build({ 'a.b': head })).toThrow('names without dots that no layer of the trunk has, got "a.b"');
    expect(() => build({ dense1: head })).toThrow('got "dense1"');
    const trunk = [dense({ units: 3, name: 'a.dense1' })];
    expect(() => branches({ inputShape: [3], trunk, heads: { a: head }, seed: 1 })).toThrow(
      'branches: layer names must differ, got a.dense1 twice',
    );
    expect(() => build({ a: 3 as never })).toThrow(TypeError);
    expect(() => blueprint({ inputShape: [3], layers: [3 as never] })).toThrow('layers[0] must be a layer, got 3');
  });
});
