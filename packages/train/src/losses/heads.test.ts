import { useBackend } from '@gradlab/backend';
import { Accuracy } from '@gradlab/metrics';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { scripted } from '../../test/fit-fixtures.ts';
import { headLosses, headMetric, softmaxCrossEntropy } from '../index.ts';

describe('heads', () => {
  beforeAll(() => useBackend('cpu'));

  it('carries the metric of a head through the middle of an epoch', () => {
    const heads = { digit: tf.tensor2d([[0, 1]]) };
    const [before, after] = [headMetric('digit', new Accuracy()), headMetric('digit', new Accuracy())];
    const labels = { digit: tf.tensor1d([1], 'int32') };
    before.update({ labels, predictions: heads });
    const saved: unknown = JSON.parse(JSON.stringify(before));
    (after as unknown as { load(json: unknown): void }).load(saved);
    expect(after.compute()).toBe(1);
    expect(headMetric('digit', scripted([1]))).not.toHaveProperty('toJSON');
    tf.dispose([heads, labels]);
  });

  it('says which loss wants heads where a model has none', () => {
    tf.tidy(() => {
      const one = tf.zeros([1, 2]) as never;
      expect(() => headLosses({ digit: softmaxCrossEntropy })(one, one)).toThrow(
        'headLosses: targets must have digit, got one tensor',
      );
    });
  });
});
