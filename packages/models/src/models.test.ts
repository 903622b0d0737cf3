import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { type Initializer, normal, zeros } from '@gradlab/init';
import { writeSafetensors } from '@gradlab/safetensors';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activation, dense, flatten, type Layer, mlp, sequential } from './index.ts';

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
    expect(() => mlp({ ...options, activation: 'swish' as 'relu' })).toThrow('one of relu, sigmoid, tanh, got "swish"');
  });
});

describe('sequential', () => {
  it('prints a summary', () => {
    const model = mlp({
      inputShape: [28, 28, 1],
      hidden: [500, 400],
      outputs: 10,
      weightInitializer: zeros(),
      seed: 1,
    });
    expect(model.summary()).toMatchInlineSnapshot(`
      "layer     output       parameters
      ─────────────────────────────────
      flatten1  [batch,784]           0
      dense1    [batch,500]     392,500
      relu1     [batch,500]           0
      dense2    [batch,400]     200,400
      relu2     [batch,400]           0
      dense3    [batch,10]        4,010
      ─────────────────────────────────
      total                     596,910"
    `);
    expect(model.layers.at(-1)).toEqual({ name: 'dense3', kind: 'dense', outputShape: [10], parameterCount: 4010 });
    model.dispose();
  });

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
        'sequential: dense2.weight and what its initializer gives must have equal shape, got [2,2] and [3,1]',
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

describe('save and load', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlab-models-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const small = (seed: number) => mlp({ inputShape: [3], hidden: [4], outputs: 2, seed });

  it('bring every weight back, bit for bit, and leak nothing', async () => {
    const path = join(folder, 'weights.safetensors');
    const leak = await leakOf(async () => {
      const [saved, loaded] = [small(1), small(2)];
      await saved.save(path);
      await loaded.load(path);
      for (const [name, variable] of Object.entries(saved.parameters)) {
        expect(loaded.parameters[name]?.dataSync()).toEqual(variable.dataSync());
      }
      saved.dispose();
      loaded.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('change nothing when the file does not fit', async () => {
    const path = join(folder, 'other.safetensors');
    const model = small(1);
    const before = model.parameters['dense1.weight']?.dataSync().slice();
    await writeSafetensors(path, {
      'dense1.weight': { dtype: 'F32', shape: [3, 4], data: new Float32Array(12) },
      'dense1.bias': { dtype: 'F32', shape: [5], data: new Float32Array(5) },
      'dense9.bias': { dtype: 'F32', shape: [1], data: new Float32Array(1) },
    });
    await expect(model.load(path)).rejects.toThrow(
      'does not fit the model: dense1.bias must have shape [4], got [5]; dense2.weight is missing; dense2.bias is missing; dense9.bias is not a parameter of the model',
    );
    expect(model.parameters['dense1.weight']?.dataSync()).toEqual(before);
    await writeFile(path, 'no safetensors');
    await expect(model.load(path)).rejects.toThrow();
    await expect(model.load(join(folder, 'absent'))).rejects.toThrow(/ENOENT/);
    model.dispose();
  });
});
