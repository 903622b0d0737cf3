import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lossOf } from './losses.ts';

beforeAll(() => useStockCpu());

const lossAt = (loss: ReturnType<typeof lossOf>, logits: number[]): number =>
  tf.tidy(() => loss(tf.tensor1d([3], 'int32'), tf.tensor2d([logits])).dataSync()[0] ?? Number.NaN);

const zeros = Array<number>(10).fill(0);

describe('lossOf', () => {
  it('is the mean squared difference from the one-hot label of what the output makes of the logits', () => {
    // softmax(0) = 1/10, sigmoid(0) = 1/2, tanh(0) = 0. Float32 rounds in the seventh digit.
    expect(lossAt(lossOf('squared error', 'softmax'), zeros)).toBeCloseTo((0.9 ** 2 + 9 * 0.1 ** 2) / 10, 6);
    expect(lossAt(lossOf('squared error', 'sigmoid'), zeros)).toBeCloseTo(0.25, 6);
    expect(lossAt(lossOf('squared error', 'tanh'), zeros)).toBeCloseTo(0.1, 6);
    expect(lossAt(lossOf('squared error', 'none'), zeros)).toBeCloseTo(0.1, 6);
    const right = zeros.map((_, k) => (k === 3 ? 50 : -50));
    expect(lossAt(lossOf('squared error', 'softmax'), right)).toBeCloseTo(0, 6);
    expect(lossAt(lossOf('squared error', 'sigmoid'), right)).toBeCloseTo(0, 6);
    // tanh gives −1 where the label is 0.
    expect(lossAt(lossOf('squared error', 'tanh'), right)).toBeCloseTo(0.9, 6);
  });

  it('is −log softmax for cross-entropy, of nothing but softmax, and leaks nothing', () => {
    const before = tf.memory().numTensors;
    expect(lossAt(lossOf('cross-entropy', 'softmax'), zeros)).toBeCloseTo(Math.log(10), 6);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => lossOf('cross-entropy', 'tanh')).toThrow('lossOf: cross-entropy must be of softmax, got tanh');
  });
});
