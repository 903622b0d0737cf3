import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sgd } from './sgd.ts';

const KERNEL = 'ApplyGradientDescent';
const RATE = 0.1;
const START = [1, -2, 0.5, 3, 7];
const GRADIENT = [0.5, 1, -4, 0, 1e-3];

/** Parameters after some steps with one gradient, and a clone of them from before. */
function steps(count: number): { before: number[]; after: number[] } {
  const w = tf.tidy(() => tf.variable(tf.tensor1d(START)));
  const clone = tf.clone(w);
  const gradient = tf.tensor1d(GRADIENT);
  const optimizer = sgd({ learningRate: RATE });
  for (let step = 0; step < count; step++) optimizer.step({ w }, { w: gradient });
  const values = { before: Array.from(clone.dataSync()), after: Array.from(w.dataSync()) };
  optimizer.dispose();
  tf.dispose([w, clone, gradient]);
  return values;
}

describe.each(['cpu', 'wasm'] as const)('sgd on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it(`${backend === 'wasm' ? 'has' : 'has no'} kernel for it`, () => {
    expect(tf.getKernel(KERNEL, backend) !== undefined).toBe(backend === 'wasm');
  });

  it('takes a step of w − η g, and leaves clones as they were', () => {
    const count = 20;
    const { before, after } = steps(count);
    expect(before).toEqual(START);
    for (const [i, w] of START.entries()) {
      // Each step rounds twice, by 2⁻²⁴ of numbers below 10.
      expect(Math.abs((after[i] ?? Number.NaN) - (w - count * RATE * (GRADIENT[i] ?? 0)))).toBeLessThan(
        count * 2 * 2 ** -24 * 10,
      );
    }
  });

  it('takes a gradient that broadcasts', () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const gradient = tf.tensor1d([10]);
    sgd({ learningRate: RATE }).step({ w }, { w: gradient });
    expect(Array.from(w.dataSync())).toEqual([0, 1]);
    tf.dispose([w, gradient]);
  });

  it('refuses a gradient of no parameter', () => {
    const gradient = tf.ones([2]);
    expect(() => sgd({ learningRate: RATE }).step({}, { w: gradient })).toThrow(
      'gradients must be of the parameters, got w',
    );
    gradient.dispose();
  });

  it('leaks nothing', async () => {
    expect(await leakOf(() => steps(3))).toEqual({ tensors: 0, bytes: 0 });
  });
});
