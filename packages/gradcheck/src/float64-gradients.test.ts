import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { float64Gradients } from './index.ts';

beforeAll(useStockCpu);

describe('float64Gradients', () => {
  it('gives 1 − tanh² in doubles, which float32 has to seven digits', async () => {
    const element = fc.float({ min: -3, max: 3, noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(fc.array(element, { minLength: 1, maxLength: 5 }), async (at) => {
        const x = tf.tensor1d(at);
        const { value, gradients } = await float64Gradients((t) => tf.sum(tf.tanh(t)), [x]);
        x.dispose();
        // A few roundings of numbers of size 1 each, 1.1e-16.
        expect(Math.abs(value - at.reduce((sum, a) => sum + Math.tanh(a), 0))).toBeLessThan(2e-15);
        for (const [i, a] of at.entries()) {
          expect(Math.abs((gradients[0]?.values[i] ?? 9) - (1 - Math.tanh(a) ** 2))).toBeLessThan(5e-16);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('names what it differentiates, leaves integers and variables as they are, and leaks nothing', async () => {
    const weight = tf.tidy(() => tf.variable(tf.tensor2d([[2, 3]])));
    const index = tf.tensor1d([1], 'int32');
    const leak = await leakOf(async () => {
      const product = (w: { weight: tf.Tensor }, i: tf.Tensor): tf.Tensor =>
        tf.sum(tf.mul(w.weight, tf.add(w.weight, tf.cast(i, 'float32'))));
      const { value, gradients } = await float64Gradients(product, [{ weight }, index]);
      expect(value).toBe(2 * 3 + 3 * 4);
      expect(gradients).toEqual([{ name: 'inputs[0].weight', shape: [1, 2], values: Float64Array.of(5, 7) }]);
      expect([...weight.dataSync()]).toEqual([2, 3]);
      expect(tf.getBackend()).toBe('cpu');
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose([weight, index]);
  });

  it('takes an empty tensor', async () => {
    const x = tf.zeros([0, 3]);
    const { value, gradients } = await float64Gradients((t) => tf.sum(t), [x]);
    expect([value, gradients[0]?.values.length]).toEqual([0, 0]);
    x.dispose();
  });

  it('refuses what is no scalar function of tensors', async () => {
    const x = tf.tensor1d([1, 2]);
    await expect(float64Gradients((t) => tf.tanh(t), [x])).rejects.toThrow(
      'f must return a scalar tensor, got shape [2]',
    );
    await expect(float64Gradients(() => tf.scalar(1), [x])).rejects.toMatchObject({ code: 'not-connected' });
    await expect(float64Gradients('f' as never, [x])).rejects.toThrow(TypeError);
    await expect(float64Gradients((t) => tf.sum(t), [3 as never])).rejects.toThrow('inputs[0] must be a tensor');
    const infinite = tf.scalar(Number.POSITIVE_INFINITY);
    await expect(float64Gradients((t) => t, [infinite])).rejects.toThrow('inputs[0] must be finite');
    tf.dispose([x, infinite]);
  });
});
