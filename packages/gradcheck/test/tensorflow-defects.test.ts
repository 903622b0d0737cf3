import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradcheck } from '../src/index.ts';
import { draws } from './networks.ts';

beforeAll(useStockCpu);

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

/** The rows of the README's table; whoever mends one of them in TensorFlow.js is told so here. */
const DEFECTS: readonly (readonly [name: string, f: Operation, ...shapes: number[][]])[] = [
  ['cumsum along another axis than the last', (x) => tf.cumsum(x as tf.Tensor, 0), [3, 3]],
  ['maximum of different shapes', (a, b) => tf.maximum(a as tf.Tensor, b as tf.Tensor), [3, 4], [4]],
  ['minimum of different shapes', (a, b) => tf.minimum(a as tf.Tensor, b as tf.Tensor), [3, 4], [4]],
  [
    'squaredDifference of different shapes',
    (a, b) => tf.squaredDifference(a as tf.Tensor, b as tf.Tensor),
    [3, 4],
    [4],
  ],
  ['matMul of different batch shapes', (a, b) => tf.matMul(a as tf.Tensor, b as tf.Tensor), [3, 2, 4], [1, 4, 5]],
  ['avgPool with padding', (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'same'), [1, 3, 3, 1]],
  ['mirrorPad', (x) => tf.mirrorPad(x as tf.Tensor, [[1, 1]], 'reflect'), [4]],
  [
    'resizeBilinear to half pixels',
    (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [5, 5], false, true),
    [1, 3, 3, 1],
  ],
  ['resizeBilinear of an oblong image', (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [5, 7]), [1, 3, 4, 1]],
  [
    'resizeNearestNeighbor to half pixels',
    (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [5, 5], false, true),
    [1, 3, 3, 1],
  ],
  [
    'softmaxCrossEntropy by the labels',
    (labels, logits) => tf.losses.softmaxCrossEntropy(labels as tf.Tensor, logits as tf.Tensor),
    [3, 4],
    [3, 4],
  ],
];

describe('gradients of TensorFlow.js 4.22 that are wrong', () => {
  const cases = DEFECTS.map(([name, f, ...shapes]) => ({ name, f, shapes }));
  it.each(cases)('$name', async ({ f, shapes }) => {
    const inputs = shapes.map((shape, i) => draws(i + 1, 'x', shape));
    const report = await gradcheck((...tensors) => f(...tensors), inputs, { checkBackend: false });
    expect(report.ok, String(report)).toBe(false);
    expect(report.verdict).toBe('wrong');
    tf.dispose(inputs);
  });
});
