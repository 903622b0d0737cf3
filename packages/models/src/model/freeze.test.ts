import { useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cnn, freeze, type Model, type Outputs, unfreeze } from '../index.ts';

beforeAll(() => useBackend('cpu'));

function small(): Model {
  return cnn({ inputShape: [6, 6, 1], features: [2, 'pool', 3], hidden: [4], outputs: 2, batchNorm: true, seed: 1 });
}

function valuesOf(model: Model<Outputs>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(model.weights).map(([name, weight]) => [name, [...weight.dataSync()]]));
}

/** One step of gradient descent on the sum of the outputs, by tfjs' own optimiser, which goes by `trainable`. */
function train(model: Model): void {
  tf.tidy(() => {
    const x = tf.randomUniform([3, ...model.inputShape], -1, 1, 'float32', 4);
    const loss = (): tf.Scalar => tf.sum(tf.square(model.apply(x, { training: true })));
    const { grads } = tf.variableGrads(loss, Object.values(model.parameters));
    for (const variable of Object.values(model.parameters)) {
      variable.assign(tf.sub(variable, tf.mul(grads[variable.name] as tf.Tensor, 0.1)));
    }
  });
}

describe('freeze', () => {
  it('keeps parameters out of training, but not the statistics of a batch norm', () => {
    const model = small();
    expect(freeze(model, ['conv1', 'bn1', /^dense1/])).toEqual([
      'conv1.weight',
      'conv1.bias',
      'bn1.weight',
      'bn1.bias',
      'dense1.weight',
      'dense1.bias',
    ]);
    expect(Object.keys(model.parameters)).toEqual([
      'conv2.weight',
      'conv2.bias',
      'bn2.weight',
      'bn2.bias',
      'bn3.weight',
      'bn3.bias',
      'dense2.weight',
      'dense2.bias',
    ]);
    const before = valuesOf(model);
    train(model);
    const after = valuesOf(model);
    for (const name of ['conv1.weight', 'bn1.weight', 'dense1.bias']) expect(after[name]).toEqual(before[name]);
    for (const name of ['conv2.weight', 'dense2.weight', 'bn1.runningMean']) {
      expect(after[name]).not.toEqual(before[name]);
    }
    model.dispose();
  });

  it('is undone by unfreeze, and counts stay', () => {
    const model = small();
    const [names, count] = [Object.keys(model.parameters), model.countParameters()];
    expect(freeze(model)).toEqual(names);
    expect(Object.keys(model.parameters)).toEqual([]);
    expect(model.countParameters()).toBe(count);
    expect(unfreeze(model, /bias$/)).toHaveLength(7);
    unfreeze(model);
    expect(Object.keys(model.parameters)).toEqual(names);
    expect(Object.keys(model.state)).toEqual(
      ['bn1', 'bn2', 'bn3'].flatMap((n) => [`${n}.runningMean`, `${n}.runningVariance`]),
    );
    model.dispose();
  });

  it('refuses names that match nothing, running statistics among them', () => {
    const model = small();
    expect(() => freeze(model, 'conv')).toThrow('freeze: names must match one of conv1.weight, conv1.bias');
    expect(() => unfreeze(model, 'bn1.runningMean')).toThrow('unfreeze: names must match one of');
    model.dispose();
  });
});
