import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw } from './conformance/values.ts';

it('trains a separable convolution to do what another does', async () => {
  await tf.setBackend('wasm');
  installWasmKernels();
  const x = tf.tensor4d(draw('normal', 4 * 8 * 8 * 3, 1), [4, 8, 8, 3]);
  const make = (seed: number, shape: [number, number, number, number]): tf.Tensor4D => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.mul(tf.tensor4d(draw('normal', size, seed), shape), 0.3);
  };
  const target = tf.tidy(() => tf.separableConv2d(x, make(2, [3, 3, 3, 2]), make(3, [1, 1, 6, 5]), 1, 'same'));
  const weights = [tf.variable(make(4, [3, 3, 3, 2])), tf.variable(make(5, [1, 1, 6, 5]))] as const;
  const optimizer = tf.train.adam(0.03);
  const loss = (): tf.Scalar =>
    tf.losses.meanSquaredError(target, tf.separableConv2d(x, weights[0], weights[1], 1, 'same'));
  const step = (): number => {
    const cost = optimizer.minimize(loss, true);
    return tf.tidy(() => cost?.dataSync()[0] ?? Number.NaN);
  };
  const first = step();
  tf.tidy(() => {
    for (let i = 0; i < 150; i++) step();
  });
  // The target is of the same form, so the loss has a minimum of zero; how near it one comes is a matter of steps.
  expect(first).toBeGreaterThan(0.1);
  expect(tf.tidy(step)).toBeLessThan(first / 20);
  expect(await leakOf(() => tf.tidy(step))).toEqual({ tensors: 0, bytes: 0 });
});
