import { readFileSync } from 'node:fs';
import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Clipping, clipGradients } from './clip-gradients.ts';
import { MovingAverage } from './moving-average.ts';

interface Golden {
  readonly decay: number;
  readonly weights: number[][];
  readonly averages: number[][];
  readonly gradients: { readonly weight: number[][]; readonly bias: number[] };
  readonly clipped: { readonly options: Clipping; readonly weight: number[][]; readonly bias: number[] }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../goldens/averaging.json', import.meta.url), 'utf8'));

function modelOf(values: number[]): { parameters: { w: tf.Variable }; apply: () => tf.Tensor } {
  return { parameters: { w: tf.tidy(() => tf.variable(tf.tensor1d(values))) }, apply: () => tf.zeros([1]) };
}

/** Float32 against float64, a rounding or two a step of numbers below 4. */
function expectClose(got: tf.Tensor, expected: readonly number[]): void {
  const values = got.dataSync();
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((values[i] ?? Number.NaN) - value)).toBeLessThan(5e-6);
  });
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('averages weights as PyTorch does, and exchanges them', async () => {
    const model = modelOf(golden.weights[0] ?? []);
    const { w } = model.parameters;
    const leak = await leakOf(async () => {
      const average = new MovingAverage(model, { decay: golden.decay });
      for (const [step, weights] of golden.weights.entries()) {
        tf.tidy(() => w.assign(tf.tensor1d(weights)));
        average.update();
        await average.whileSwapped(async () => expectClose(w, golden.averages[step] ?? []));
        expectClose(w, weights);
      }
      average.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    w.dispose();
  });

  it('puts the weights back where what runs with the average fails', async () => {
    const model = modelOf([1]);
    const average = new MovingAverage(model, { decay: 0.5 });
    average.update();
    tf.tidy(() => model.parameters.w.assign(tf.tensor1d([3])));
    average.update();
    const failing = average.whileSwapped(async () => {
      expect(model.parameters.w.dataSync()[0]).toBe(2);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(model.parameters.w.dataSync()[0]).toBe(3);
    average.dispose();
    model.parameters.w.dispose();
  });

  it.each(golden.clipped)('clips gradients as PyTorch does with $options', ({ options, weight, bias }) => {
    tf.tidy(() => {
      const gradients = { weight: tf.tensor2d(golden.gradients.weight), bias: tf.tensor1d(golden.gradients.bias) };
      const clipped = clipGradients(gradients, options);
      expectClose(clipped.weight as tf.Tensor, weight.flat());
      expectClose(clipped.bias as tf.Tensor, bias);
    });
  });

  it('hides no NaN behind a limit', () => {
    tf.tidy(() => {
      const { w } = clipGradients({ w: tf.tensor1d([Number.NaN, Infinity, -9, 0.5]) }, { value: 1 });
      expect(Array.from(w?.dataSync() ?? [])).toEqual([Number.NaN, 1, -1, 0.5]);
    });
  });

  it('goes on where other parameters are frozen than before', () => {
    const [v, w] = [tf.variable(tf.tensor1d([5])), tf.variable(tf.tensor1d([4]))];
    const average = new MovingAverage({ parameters: { v, w }, apply: () => tf.zeros([1]) }, { decay: 0.5 });
    const before = tf.tensor1d([2]);
    average.load({ tensors: { w: before, frozen: before }, state: true });
    average.update();
    average.swap();
    expect([v.dataSync()[0], w.dataSync()[0]]).toEqual([5, 3]);
    average.dispose();
    tf.dispose([v, w, before]);
  });

  it('leaves gradients of norm zero as they are', () => {
    tf.tidy(() => {
      const clipped = clipGradients({ w: tf.zeros([3]) }, { norm: 1 });
      expect(Array.from(clipped.w?.dataSync() ?? [])).toEqual([0, 0, 0]);
    });
  });
});

it('refuses a decay that is none', () => {
  const model = modelOf([1]);
  expect(() => new MovingAverage(model, { decay: 1 })).toThrow(
    'fit: average.decay must be a finite number >= 0 and < 1',
  );
  model.parameters.w.dispose();
});
