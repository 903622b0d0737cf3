import { readFileSync } from 'node:fs';
import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { defineProblem } from './problem.ts';

interface Goldens {
  readonly loss: number;
  readonly values: Readonly<Record<string, { readonly shape: number[]; readonly data: number[] }>>;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

const goldens: Goldens = JSON.parse(readFileSync(new URL('../../goldens/goldens.json', import.meta.url), 'utf8'));

beforeAll(() => useBackend('wasm'));

/** The network of goldens/make.py. */
function loss(p: Readonly<Record<string, tf.Tensor>>): tf.Tensor {
  const { x, conv, bias, scale, offset, dense } = p as Record<
    'x' | 'conv' | 'bias' | 'scale' | 'offset' | 'dense',
    tf.Tensor
  >;
  const h = tf.add(tf.conv2d(x as tf.Tensor4D, conv as tf.Tensor4D, 1, 'same'), bias) as tf.Tensor4D;
  const { mean, variance } = tf.moments(h, [0, 1, 2]);
  const vector = (t: tf.Tensor): tf.Tensor1D => t as tf.Tensor1D;
  const normal = tf.batchNorm(h, vector(mean), vector(variance), vector(offset), vector(scale), 2 ** -10);
  const pooled = tf.maxPool(tf.tanh(normal) as tf.Tensor4D, 2, 2, 'valid');
  const logits = tf.softplus(tf.matMul(tf.reshape(pooled, [2, 27]), dense as tf.Tensor2D));
  const labels = tf.oneHot(tf.tensor1d([1, 3], 'int32'), 4);
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(logits), labels), 1)));
}

describe('DoubleFunction', () => {
  it('computes the loss and the gradients that PyTorch does in double precision', async () => {
    const inputs = Object.fromEntries(
      Object.entries(goldens.values).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]),
    );
    const leak = await leakOf(async () => {
      const { f } = await prepare(defineProblem('test', loss, [inputs], ['']), 1, 0);
      const { value, gradients } = f.run(() => ({ value: f.value(), gradients: f.gradients() }));
      expect(Math.abs(value - goldens.loss)).toBeLessThan(1e-14);
      for (const [i, name] of Object.keys(goldens.values).entries()) {
        const expected = goldens.gradients[name] ?? [];
        const largest = Math.max(...expected.map(Math.abs));
        expect(gradients[i]).toHaveLength(expected.length);
        // Sums of at most 72 terms in another order; the bias before batch norm is all rounding.
        for (const [k, slope] of expected.entries()) {
          expect(Math.abs((gradients[i]?.[k] ?? Number.NaN) - slope)).toBeLessThan(1e-13 * Math.max(largest, 1e-2));
        }
      }
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose(inputs);
  });
});
