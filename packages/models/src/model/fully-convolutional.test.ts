import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activation,
  batchNorm,
  conv2d,
  dense,
  denseAsConvolution,
  dropout,
  flatten,
  freeze,
  fullyConvolutional,
  globalAvgPool,
  type Layer,
  maxPool,
  mlp,
  sequential,
} from '../index.ts';

const layers = (): Layer[] => [
  conv2d({ filters: 3, kernelSize: 3 }),
  activation('tanh'),
  maxPool(),
  flatten(),
  dropout({ rate: 0.5 }),
  // As many units as inputs: shapes alone do not tell which dense layer covers the image.
  dense({ units: 27 }),
  batchNorm(),
  activation('relu'),
  dense({ units: 4, bias: false }),
  activation('softmax'),
];

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('denseAsConvolution gives the dense layer at every place', () => {
    tf.tidy(() => {
      const weight = tf.randomNormal([3 * 2 * 4, 5], 0, 1, 'float32', 1);
      const image = tf.randomNormal([2, 6, 5, 4], 0, 1, 'float32', 2) as tf.Tensor4D;
      const map = tf.conv2d(image, denseAsConvolution(weight, [3, 2, 4]), 1, 'valid');
      expect(map.shape).toEqual([2, 4, 4, 5]);
      for (const [i, j] of [
        [0, 0],
        [3, 3],
        [1, 2],
      ] as const) {
        const crop = tf.reshape(tf.slice(image, [0, i, j, 0], [2, 3, 2, 4]), [2, 24]);
        const expected = tf.matMul(crop as tf.Tensor2D, weight as tf.Tensor2D).dataSync();
        // 24 products of standard normal numbers, added in another order.
        tf.slice(map, [0, i, j, 0], [2, 1, 1, 5])
          .dataSync()
          .forEach((value, at) => {
            expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 4);
          });
      }
    });
  });

  it('fullyConvolutional gives the model at every place of a larger image', () => {
    const model = sequential({ inputShape: [8, 8, 1], layers: layers(), seed: 1 });
    const large = fullyConvolutional(model, { inputShape: [10, 14, 1] });
    expect(large.outputShape).toEqual([2, 4, 4]);
    tf.tidy(() => {
      const image = tf.randomNormal([2, 10, 14, 1], 0, 1, 'float32', 2);
      const map = large.apply(image);
      for (const [i, j] of [
        [0, 0],
        [1, 3],
        [0, 2],
      ] as const) {
        // The pool of 2 makes neighbouring places two pixels apart.
        const expected = model.apply(tf.slice(image, [0, 2 * i, 2 * j, 0], [2, 8, 8, 1])).dataSync();
        tf.slice(map, [0, i, j, 0], [2, 1, 1, 4])
          .dataSync()
          .forEach((value, at) => {
            expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 5);
          });
      }
    });
    model.dispose();
    large.dispose();
  });
});

describe('fullyConvolutional', () => {
  beforeAll(() => useBackend('cpu'));

  it('keeps what is frozen, and leaks nothing', async () => {
    const leak = await leakOf(() => {
      const model = sequential({ inputShape: [8, 8, 1], layers: layers(), seed: 1 });
      freeze(model, 'dense1');
      const large = fullyConvolutional(model, { inputShape: [8, 8, 1] });
      expect(Object.keys(large.parameters)).toEqual(Object.keys(model.parameters));
      model.dispose();
      expect(large.weights['dense1.weight']?.shape).toEqual([3, 3, 3, 27]);
      large.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('passes over a row that is flattened again', () => {
    const row = [conv2d({ filters: 2, kernelSize: 3 }), flatten(), flatten(), dense({ units: 3 }), flatten()];
    const model = sequential({ inputShape: [5, 4, 1], layers: row, seed: 1 });
    const large = fullyConvolutional(model, { inputShape: [5, 4, 1] });
    expect(large.outputShape).toEqual([1, 1, 3]);
    tf.tidy(() => {
      const image = tf.randomNormal([1, 5, 4, 1], 0, 1, 'float32', 2);
      const expected = model.apply(image).dataSync();
      large
        .apply(image)
        .dataSync()
        .forEach((value, i) => {
          // Twelve products, added in another order.
          expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
        });
    });
    model.dispose();
    large.dispose();
  });

  it('refuses what has no place, and images that are too small', () => {
    const vector = mlp({ inputShape: [4], hidden: [], outputs: 1, seed: 1 });
    const convert = (...row: Layer[]) =>
      fullyConvolutional(sequential({ inputShape: [8, 8, 1], layers: row, seed: 1 }), { inputShape: [9, 9, 1] });
    expect(() => fullyConvolutional(vector, { inputShape: [9, 9, 1] })).toThrow('got dense1 of another kind');
    // Along a row, a softmax takes in the whole image.
    expect(() => convert(flatten(), activation('softmax'))).toThrow('a dense layer after a flatten, got none');
    expect(() => convert(globalAvgPool(), flatten(), dense({ units: 1 }))).toThrow('got globalAvgPool1 of');
    expect(() => convert(flatten(), batchNorm(), dense({ units: 1 }))).toThrow('got bn1 of another kind');
    const model = sequential({ inputShape: [8, 8, 1], layers: layers(), seed: 1 });
    expect(() => fullyConvolutional(model, { inputShape: [7, 7, 1] })).toThrow('the window [3,3] of dense1 must fit');
    expect(() => denseAsConvolution(tf.zeros([5, 2]), [2, 2, 1])).toThrow('got [5,2]');
  });
});
