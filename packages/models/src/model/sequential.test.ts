import { useBackend } from '@gradlab/backend';
import type { Initializer } from '@gradlab/init';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activation, dense, flatten, type Layer, mlp, sequential } from '../index.ts';

beforeAll(() => useBackend('cpu'));

describe('sequential', () => {
  it('takes an empty batch', () => {
    const model = mlp({ inputShape: [2, 2, 1], hidden: [3], outputs: 2, seed: 1 });
    expect(model.apply(tf.zeros([0, 2, 2, 1])).shape).toEqual([0, 2]);
    model.dispose();
  });

  it('shows the output of a named layer', () => {
    const model = mlp({ inputShape: [2], hidden: [3], outputs: 2, seed: 1 });
    const shapes: number[][] = [];
    model.apply(tf.zeros([4, 2]), { taps: { relu1: (output) => shapes.push(output.shape) } });
    expect(shapes).toEqual([[4, 3]]);
    expect(() => model.apply(tf.zeros([4, 2]), { taps: { conv1: () => {} } })).toThrow(
      'apply: taps must be one of dense1',
    );
    model.dispose();
  });

  it('can run with other parameters, as a function of them', () => {
    const model = mlp({ inputShape: [2], hidden: [], outputs: 1, seed: 1 });
    const x = tf.tensor2d([[3, -2]]);
    const gradient = tf.grad((weight: tf.Tensor) =>
      tf.sum(model.apply(x, { parameters: { 'dense1.weight': weight } })),
    );
    expect([...gradient(tf.zeros([2, 1])).dataSync()]).toEqual([3, -2]);
    expect(() => model.apply(x, { parameters: { 'dense1.weight': tf.zeros([1]) } })).toThrow(
      'apply: dense1.weight and its replacement must have equal shape, got [2,1] and [1]',
    );
    expect(() => model.apply(x, { parameters: { weight: x } })).toThrow(
      'one of dense1.weight, dense1.bias, got "weight"',
    );
    model.dispose();
  });

  it('refuses layers that do not fit', () => {
    const units = dense({ units: 2 });
    expect(() => sequential({ inputShape: [4, 4, 1], layers: [units], seed: 1 })).toThrow('put flatten() before it');
    expect(() => sequential({ inputShape: [4], layers: [], seed: 1 })).toThrow('at least one layer');
    const twice = [dense({ units: 2, name: 'a' }), dense({ units: 2, name: 'a' })];
    expect(() => sequential({ inputShape: [4], layers: twice, seed: 1 })).toThrow(
      'layer names must differ, got a twice',
    );
    const model = sequential({ inputShape: [4], layers: [units], seed: 1 });
    expect(() => model.apply(tf.zeros([1, 5]))).toThrow('apply: x must have shape [batch,4], got [1,5]');
    model.dispose();
  });

  it('refuses an initialiser of another shape, and frees what was made before one failed', async () => {
    const wrong: Initializer = () => tf.zeros([3, 1]);
    const layers = [dense({ units: 2 }), dense({ units: 2, weightInitializer: wrong })];
    const leak = await leakOf(() => {
      expect(() => sequential({ inputShape: [4], layers, seed: 1 })).toThrow(
        'build: dense2.weight and what its initializer gives must have equal shape, got [2,2] and [3,1]',
      );
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('leaks nothing, and never hands out its input', async () => {
    const x = tf.zeros([3, 4]);
    const identity: Layer = {
      kind: 'identity',
      outputShape: (shape) => shape,
      parameters: () => ({}),
      apply: (input) => input,
    };
    const leak = await leakOf(() => {
      const layers = [dense({ units: 2 }), activation('sigmoid'), flatten()];
      const model = sequential({ inputShape: [4], layers, seed: 1 });
      model.apply(x).dispose();
      model.dispose();
      const empty = sequential({ inputShape: [4], layers: [identity], seed: 1 });
      empty.apply(x).dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    expect(x.isDisposed).toBe(false);
    x.dispose();
  });
});
