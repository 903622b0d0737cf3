import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { jointAccuracy } from './heads.ts';

beforeAll(() => useStockCpu());

describe('jointAccuracy', () => {
  it('counts the examples of which digit and colour are both right', async () => {
    const leak = await leakOf(() => {
      tf.tidy(() => {
        const labels = { digit: tf.tensor1d([0, 1, 2, 0], 'int32'), colour: tf.tensor1d([1, 0, 1, 0], 'int32') };
        const digit = tf.oneHot(tf.tensor1d([0, 1, 0, 1], 'int32'), 3);
        const colour = tf.oneHot(tf.tensor1d([1, 1, 1, 1], 'int32'), 2);
        // Both right, colour wrong, digit wrong, both wrong.
        expect(jointAccuracy(labels, { digit, colour }).dataSync()[0]).toBe(0.25);
      });
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('refuses a head too few', () => {
    const one = { digit: tf.tensor1d([0], 'int32') };
    expect(() => jointAccuracy(one, { digit: tf.zeros([1, 3]) })).toThrow('jointAccuracy: there must be a colour');
  });
});
