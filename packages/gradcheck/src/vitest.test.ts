import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { gradcheckMatchers } from './vitest.ts';

expect.extend(gradcheckMatchers);

beforeAll(useStockCpu);

it('toPassGradcheck passes right gradients, and shows the report of wrong ones', async () => {
  const x = tf.tensor1d([0.5, -1, 2]);
  const wrong = tf.customGrad((t) => ({ value: tf.neg(t as tf.Tensor), gradFunc: (dy: tf.Tensor) => dy }));
  await expect((t: tf.Tensor) => tf.tanh(t)).toPassGradcheck([x]);
  await expect((t: tf.Tensor) => wrong(t)).not.toPassGradcheck([x], { mode: 'fast' });
  await expect(expect((t: tf.Tensor) => wrong(t)).toPassGradcheck([x])).rejects.toThrow(
    /gradients FAIL: wrong[\s\S]*its sign is wrong/,
  );
  await expect(expect((t: tf.Tensor) => tf.tanh(t)).not.toPassGradcheck([x])).rejects.toThrow('gradients pass: ok');
  x.dispose();
});
