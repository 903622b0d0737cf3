import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  batchNorm,
  branches,
  cnn,
  copyModel,
  dense,
  features,
  flatten,
  freeze,
  type Model,
  type Outputs,
  replaceHead,
  unfreeze,
  zoo,
} from '../index.ts';

beforeAll(() => useBackend('cpu'));

function small(): Model {
  return cnn({ inputShape: [6, 6, 1], features: [2, 'pool', 3], hidden: [4], outputs: 2, batchNorm: true, seed: 1 });
}

function twoHeads() {
  const heads = { a: [dense({ units: 3 }), activation('tanh'), dense({ units: 2 })], b: [dense({ units: 5 })] };
  return branches({ inputShape: [2, 2, 1], trunk: [flatten(), dense({ units: 4 })], heads, seed: 1 });
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

describe('copyModel', () => {
  it('copies weights, statistics and what is frozen; neither changes the other', () => {
    const model = small();
    train(model);
    freeze(model, 'conv1');
    const copy = copyModel(model);
    const values = valuesOf(model);
    expect(valuesOf(copy)).toEqual(values);
    expect(Object.keys(copy.parameters)).toEqual(Object.keys(model.parameters));
    train(copy);
    expect(valuesOf(model)).toEqual(values);
    expect(valuesOf(copy)).not.toEqual(values);
    const trained = valuesOf(copy);
    model.dispose();
    expect(valuesOf(copy)).toEqual(trained);
    copy.dispose();
  });

  it('leaks nothing', async () => {
    const model = small();
    const leak = await leakOf(() => copyModel(model).dispose());
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    model.dispose();
  });
});

describe('replaceHead', () => {
  it('keeps what comes before, with its weights, and draws the rest', () => {
    const model = small();
    train(model);
    freeze(model, /^conv|^dense2/);
    const layers = [dense({ units: 8 }), activation('tanh'), dense({ units: 5 })];
    const replaced = replaceHead(model, { from: 'dense2', layers, seed: 3 });
    expect(replaced.layers.map(({ name }) => name).slice(-5)).toEqual(['bn3', 'relu3', 'dense2', 'tanh1', 'dense3']);
    const [old, fresh] = [valuesOf(model), valuesOf(replaced)];
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
    expect(valuesOf(replaced)).toEqual(fresh);
    replaced.dispose();
  });

  it('replaces one head of several', () => {
    const model = twoHeads();
    const replaced = replaceHead(model, { from: 'a.dense2', layers: [dense({ units: 7 })], seed: 3 });
    expect(replaced.outputShape).toEqual({ a: [7], b: [5] });
    const [old, fresh] = [valuesOf(model), valuesOf(replaced)];
    for (const name of ['dense1.weight', 'a.dense1.weight', 'b.dense1.bias']) expect(fresh[name]).toEqual(old[name]);
    model.dispose();
    replaced.dispose();
  });

  it('refuses layers that are not there or do not fit, and leaks nothing', async () => {
    const [row, forked] = [small(), twoHeads()];
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
