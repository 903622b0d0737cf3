import { useBackend } from '@gradlab/backend';
import { normal, zeros } from '@gradlab/init';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { mlp } from '../index.ts';

beforeAll(() => useBackend('cpu'));

describe('mlp', () => {
  it.each([
    // Parameter counts as the coursework reports print them.
    { hidden: [500, 400], count: 596_910 },
    { hidden: [700, 300], count: 762_810 },
    { hidden: [512, 512], count: 669_706 },
    { hidden: [], count: 7_850 },
  ])('has $count parameters with hidden layers $hidden', ({ hidden, count }) => {
    const model = mlp({ inputShape: [28, 28, 1], hidden, outputs: 10, weightInitializer: zeros(), seed: 1 });
    expect(model.countParameters()).toBe(count);
    expect(Object.values(model.parameters).reduce((sum, variable) => sum + variable.size, 0)).toBe(count);
    model.dispose();
  });

  it('computes φ(x W₁ + b₁) W₂ + b₂', () => {
    const model = mlp({ inputShape: [2], hidden: [2], outputs: 1, activation: 'tanh', seed: 1 });
    model.parameters['dense1.weight']?.assign(tf.tensor2d([1, -2, 0.5, 3], [2, 2]));
    model.parameters['dense1.bias']?.assign(tf.tensor1d([0.1, -0.2]));
    model.parameters['dense2.weight']?.assign(tf.tensor2d([2, -1], [2, 1]));
    model.parameters['dense2.bias']?.assign(tf.tensor1d([0.3]));
    const [h1, h2] = [Math.tanh(1 * 0.4 + 0.5 * -0.6 + 0.1), Math.tanh(-2 * 0.4 + 3 * -0.6 - 0.2)];
    const [output] = model.apply(tf.tensor2d([[0.4, -0.6]])).dataSync();
    // Float32 rounding of a handful of operations on numbers near 1.
    expect(output).toBeCloseTo(2 * h1 - h2 + 0.3, 5);
    model.dispose();
  });

  it('gives each layer its own draws from one seed, the same every time', () => {
    const weights = (seed: number): number[][] => {
      const model = mlp({ inputShape: [3], hidden: [3], outputs: 3, weightInitializer: normal(), seed });
      const values = ['dense1.weight', 'dense2.weight'].map((name) => [...(model.parameters[name]?.dataSync() ?? [])]);
      model.dispose();
      return values;
    };
    const [first, second] = weights(5);
    expect(first).not.toEqual(second);
    expect(weights(5)).toEqual([first, second]);
    expect(weights(6)[0]).not.toEqual(first);
  });

  it('refuses sizes that are none', () => {
    const options = { inputShape: [4], hidden: [3], outputs: 2, seed: 1 } as const;
    expect(() => mlp({ ...options, hidden: [3, 0] })).toThrow('mlp: hidden[1] must be an integer >= 1, got 0');
    expect(() => mlp({ ...options, outputs: 1.5 })).toThrow(RangeError);
    expect(() => mlp({ ...options, inputShape: [-4] })).toThrow(RangeError);
    expect(() => mlp({ ...options, activation: 'swish' as 'relu' })).toThrow(
      'activation: name must be one of relu, relu6',
    );
  });
});
