import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerGradients } from './index.ts';

const kept = { kernelName: 'Neg', gradFunc: () => ({}) };
let registered: readonly string[] = [];

beforeAll(async () => {
  await useStockCpu();
  tf.registerGradient(kept);
  registered = await registerGradients();
});

describe('registerGradients', () => {
  it('brings each gradient that tfjs-core lists, and leaves one that is there', async () => {
    const list = createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/dist/register_all_gradients.js');
    const files = [...(await readFile(list, 'utf8')).matchAll(/from '\.\/gradients\/(\w+)_grad'/g)];
    expect(files.length).toBeGreaterThan(100);
    expect(registered).toHaveLength(files.length - 1);
    expect(new Set(registered).size).toBe(registered.length);
    expect(registered).not.toContain('Neg');
    expect(tf.getGradient('Neg')).toBe(kept);
    for (const name of ['Conv2D', 'MaxPool', 'BatchMatMul', 'GatherV2', 'DepthwiseConv2dNative']) {
      expect(registered).toContain(name);
    }
  });

  it('does nothing the second time', async () => {
    expect(await registerGradients()).toEqual([]);
  });

  it('makes no tensors', async () => {
    expect(await leakOf(registerGradients)).toEqual({ tensors: 0, bytes: 0 });
  });
});

function image(size: number, shape: [number, number, number, number]): tf.Tensor4D {
  return tf.reshape(tf.range(0, size), shape);
}

// The gradients that are bundled with more than what tfjs-core exports, and some that take its helpers by namespace.
const OPERATIONS: Readonly<Record<string, readonly [shape: number[], f: (x: tf.Tensor) => tf.Tensor]>> = {
  avgPool: [[1, 4, 4, 2], (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'same')],
  avgPool3d: [[1, 2, 2, 2, 1], (x) => tf.avgPool3d(x as tf.Tensor5D, 2, 1, 'valid')],
  batchNorm: [[2, 3], (x) => tf.batchNorm(x, [0.1, 0.2, 0.3], [1, 2, 3], [0.5, 0, 1], [2, 1, 3])],
  broadcast: [[3, 1], (x) => tf.mul(x, tf.reshape(tf.range(1, 5), [1, 4]))],
  conv2d: [[1, 4, 4, 2], (x) => tf.conv2d(x as tf.Tensor4D, tf.ones([3, 3, 2, 1]), 1, 'same')],
  conv2dFilter: [[2, 2, 1, 2], (w) => tf.conv2d(image(16, [1, 4, 4, 1]), w as tf.Tensor4D, 1, 'valid')],
  conv2dTranspose: [
    [1, 2, 2, 1],
    (x) => tf.conv2dTranspose(x as tf.Tensor4D, tf.ones([2, 2, 1, 1]), [1, 4, 4, 1], 2, 'same'),
  ],
  conv3d: [[1, 2, 2, 2, 1], (x) => tf.conv3d(x as tf.Tensor5D, tf.ones([2, 2, 2, 1, 1]), 1, 'same')],
  cumsum: [[2, 3], (x) => tf.cumsum(x, 1)],
  depthwise: [[1, 3, 3, 2], (x) => tf.depthwiseConv2d(x as tf.Tensor4D, tf.ones([2, 2, 2, 1]), 1, 'same')],
  depthwiseFilter: [[2, 2, 1, 1], (w) => tf.depthwiseConv2d(image(9, [1, 3, 3, 1]), w as tf.Tensor4D, 1, 'valid')],
  gatherInBatches: [
    [2, 3],
    (x) =>
      tf.gather(
        x,
        tf.tensor2d(
          [
            [2, 0, 2],
            [1, 1, 0],
          ],
          [2, 3],
          'int32',
        ),
        1,
        1,
      ),
  ],
  gather: [[4, 2], (x) => tf.gather(x, [2, 0, 2])],
  localResponseNormalization: [[1, 1, 2, 3], (x) => tf.localResponseNormalization(x as tf.Tensor4D, 1)],
  matMul: [[2, 3], (x) => tf.matMul(x, tf.reshape(tf.range(0, 6), [2, 3]), true, false)],
  max: [[2, 3], (x) => tf.max(x, 1)],
  maxPool: [[1, 4, 4, 1], (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid')],
  maxPool3d: [[1, 2, 2, 2, 1], (x) => tf.maxPool3d(x as tf.Tensor5D, 2, 1, 'valid')],
  mean: [[2, 3], (x) => tf.mean(x, 0)],
  prod: [[2, 3], (x) => tf.prod(x, 1)],
  selu: [[4], (x) => tf.selu(x)],
  slice: [[3, 3], (x) => tf.slice(x, [1, 0], [2, 2])],
  softmax: [[2, 3], (x) => tf.softmax(x)],
  unsortedSegmentSum: [[3, 2], (x) => tf.unsortedSegmentSum(x as tf.Tensor2D, [1, 0, 1], 2)],
};

describe('the bundled gradients agree with central differences', () => {
  it.each(Object.entries(OPERATIONS))('%s', (_name, [shape, f]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    // Distinct, none near a tie or zero, so that no kink lies between the two points of a difference.
    const x = Float32Array.from({ length: size }, (_, i) => (((i * 7) % size) + 0.5) / size + 0.2);
    const loss = (values: Float32Array): number =>
      tf.tidy(() => weighted(f(tf.tensor(values, shape))).dataSync()[0] ?? Number.NaN);
    const gradient = tf.tidy(() =>
      tf
        .grad((z) => weighted(f(z)))(tf.tensor(x, shape))
        .dataSync(),
    );
    const h = 1e-2;
    for (const i of x.keys()) {
      const difference = (loss(moved(x, i, h)) - loss(moved(x, i, -h))) / (2 * h);
      // Rounding of a float32 loss below 100, 4e-6, over 2h is 2e-4 and the cubic term 1e-4; a wrong gradient is off by 0.1.
      expect(Math.abs(difference - (gradient[i] ?? Number.NaN))).toBeLessThan(2e-3 * (1 + Math.abs(difference)));
    }
  });
});

/** Unequal weights, since the plain sum of a softmax, for one, has no slope to test. */
function weighted(y: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(y, tf.reshape(tf.linspace(0.5, 1.5, Math.max(y.size, 1)), y.shape)));
}

function moved(x: Float32Array, i: number, by: number): Float32Array {
  const copy = x.slice();
  copy[i] = (copy[i] ?? 0) + by;
  return copy;
}
