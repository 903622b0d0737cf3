import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { softmaxCrossEntropy } from '../index.ts';

const logits = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 3, maxLength: 3 });

/** −log softmax(z)[y] in doubles. */
function reference(label: number, z: readonly number[]): number {
  const largest = Math.max(...z);
  return Math.log(z.reduce((sum, value) => sum + Math.exp(value - largest), 0)) + largest - (z[label] ?? Number.NaN);
}

describe.each(['cpu', 'wasm'] as const)('softmaxCrossEntropy on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('agrees with doubles, value and gradient (softmax(z) − y)/n', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), logits), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const labels = tf.tensor1d(
            rows.map(([label]) => label),
            'int32',
          );
          const z = tf.tensor2d(rows.map(([, row]) => row));
          const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => softmaxCrossEntropy(labels, x))(z);
          const expected =
            rows.reduce((sum, [label, row]) => sum + reference(label, row.map(Math.fround)), 0) / rows.length;
          // Float32: log-sum-exp of numbers up to 50 rounds at 50·2⁻²³.
          expect(Math.abs((value.dataSync()[0] ?? Number.NaN) - expected)).toBeLessThan(2e-5);
          const gradient = grad.dataSync();
          rows.forEach(([label, row], i) => {
            row.forEach((_, j) => {
              const probability = Math.exp(-reference(j, row.map(Math.fround)));
              const exact = (probability - Number(j === label)) / rows.length;
              expect(Math.abs((gradient[3 * i + j] ?? Number.NaN) - exact)).toBeLessThan(1e-5);
            });
          });
          tf.dispose([labels, z, value, grad]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is ln 10 for ten equal logits and stays finite for huge ones', () => {
    const label = tf.tensor1d([2], 'int32');
    expect(softmaxCrossEntropy(label, tf.zeros([1, 10])).dataSync()[0]).toBeCloseTo(Math.LN10, 6);
    expect(softmaxCrossEntropy(label, tf.tensor2d([[3e4, 0, -3e4]])).dataSync()[0]).toBe(6e4);
  });

  it('takes classes that are impossible as they are', () => {
    const { value, grad } = tf.valueAndGrad((z: tf.Tensor) => softmaxCrossEntropy(tf.tensor1d([0], 'int32'), z))(
      tf.tensor2d([[1, 2, Number.NEGATIVE_INFINITY]]),
    );
    expect(value.dataSync()[0]).toBeCloseTo(1 + Math.log(1 + Math.exp(-1)), 5);
    expect(grad.dataSync()[2]).toBeCloseTo(0, 6);
    expect(softmaxCrossEntropy(tf.tensor1d([0], 'int32'), tf.tensor2d([[3e38, -3e38]])).dataSync()[0]).toBeCloseTo(
      0,
      9,
    );
  });

  it('refuses an empty batch and labels that are no class', () => {
    expect(() => softmaxCrossEntropy(tf.zeros([0], 'int32'), tf.zeros([0, 3]))).toThrow(
      'batch >= 1, got [0] and [0,3]',
    );
    const z = tf.zeros([2, 3]);
    expect(() => softmaxCrossEntropy(tf.tensor1d([0, 3], 'int32'), z)).toThrow('labels must be in [0, 3), got 3');
    expect(() => softmaxCrossEntropy(tf.tensor1d([-1, 0], 'int32'), z)).toThrow('labels must be in [0, 3), got -1');
  });

  it('refuses labels that are none, and leaks nothing', async () => {
    const z = tf.zeros([2, 3]);
    expect(() => softmaxCrossEntropy(tf.zeros([2]), z)).toThrow(TypeError);
    expect(() => softmaxCrossEntropy(tf.zeros([3], 'int32'), z)).toThrow('got [3] and [2,3]');
    const labels = tf.zeros([2], 'int32');
    expect(await leakOf(() => softmaxCrossEntropy(labels, z as tf.Tensor).dispose())).toEqual({ tensors: 0, bytes: 0 });
  });
});
