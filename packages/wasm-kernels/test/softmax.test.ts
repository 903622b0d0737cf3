import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw, repeats } from './conformance/values.ts';

const CROSS_ENTROPY = 'SparseSoftmaxCrossEntropyWithLogits';
const ULP = 2 ** -23;

function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): [loss: tf.Tensor, backprop: tf.Tensor] {
  return tf.engine().runKernel(CROSS_ENTROPY, { logits, labels }) as tf.Tensor[] as [tf.Tensor, tf.Tensor];
}

/** Softmax and log-sum-exp less the largest, in doubles. */
function reference(row: readonly number[]): { softmax: number[]; most: number; logSum: number } {
  const most = Math.max(...row);
  const powers = row.map((x) => Math.exp(x - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return { softmax: powers.map((power) => power / sum), most, logSum: Math.log(sum) };
}

const row = fc.integer({ min: 1, max: 40 });
const scale = fc.constantFrom(1e-3, 1, 30, 1000);

describe.each(['simd128', 'relaxed'] as const)('softmax on %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  it('agrees with doubles, with its cross-entropy and the gradients of both', () => {
    fc.assert(
      fc.property(row, fc.integer({ min: 1, max: 9 }), scale, fc.nat(), (n, rows, spread, seed) => {
        const x = draw('normal', rows * n, seed).map((value) => spread * value);
        const dy = draw('normal', rows * n, seed + 1);
        const labels = Int32Array.from({ length: rows }, (_, i) => (seed + i) % n);
        const [y, gradient, loss, backprop] = tf.tidy(() => {
          const logits = tf.tensor2d(x, [rows, n]);
          const both = crossEntropy(logits, tf.tensor1d(labels, 'int32'));
          const slope = tf.grad((z) => tf.softmax(z as tf.Tensor))(logits, tf.tensor2d(dy, [rows, n]));
          return [tf.softmax(logits), slope, ...both].map((tensor) => tensor.dataSync());
        });
        for (let i = 0; i < rows; i++) {
          const values = Array.from(x.subarray(i * n, (i + 1) * n));
          const { softmax, most, logSum } = reference(values);
          const dot = softmax.reduce((sum, p, j) => sum + p * (dy[i * n + j] ?? 0), 0);
          // x − most rounds to half an ulp of itself, which e^x makes a relative error: (|x − most| + 4) ulp, four for e^x, sum and quotient.
          const off = (j: number): number => ULP * ((softmax[j] ?? 0) * (4 + most - (values[j] ?? 0)) + 1e-30);
          const label = labels[i] ?? 0;
          const exact = logSum + most - (values[label] ?? 0);
          expect(Math.abs((loss?.[i] ?? Number.NaN) - exact)).toBeLessThanOrEqual(2 * ULP * (exact + logSum + 1));
          const worst = softmax.reduce((sum, p, j) => sum + off(j) + 4 * ULP * p * Math.abs(dy[i * n + j] ?? 0), 0);
          softmax.forEach((p, j) => {
            expect(Math.abs((y?.[i * n + j] ?? Number.NaN) - p)).toBeLessThanOrEqual(off(j));
            const wanted = p - Number(j === label);
            expect(Math.abs((backprop?.[i * n + j] ?? Number.NaN) - wanted)).toBeLessThanOrEqual(off(j) + ULP);
            const slope = p * ((dy[i * n + j] ?? 0) - dot);
            // dy is below 6.
            expect(Math.abs((gradient?.[i * n + j] ?? Number.NaN) - slope)).toBeLessThanOrEqual(
              12 * (off(j) + worst * p),
            );
          });
        }
      }),
      { numRuns: repeats(60, 3000), seed: 11 },
    );
  });

  it('takes impossible classes, huge logits, NaN and labels that are no class', () => {
    tf.tidy(() => {
      const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      const cases: readonly (readonly [number[], label: number, loss: number, backprop: number[]])[] = [
        [[0, low, low, low, low], 0, 0, [0, 0, 0, 0, 0]],
        [[0, low, 0, low, low], 1, high, [0.5, -1, 0.5, 0, 0]],
        [[3e38, -3e38, 0, 0, 0], 0, 0, [0, 0, 0, 0, 0]],
        [[low, low, low, low, low], 0, Number.NaN, new Array(5).fill(Number.NaN)],
        [[1, 2, 3, 4, Number.NaN], 0, Number.NaN, new Array(5).fill(Number.NaN)],
        [[1, high, 3, 4, 5], 1, Number.NaN, [0, Number.NaN, 0, 0, 0]],
        [[1, 2, 3, 4, 5], 5, Number.NaN, new Array(5).fill(Number.NaN)],
        [[1, 2, 3, 4, 5], -1, Number.NaN, new Array(5).fill(Number.NaN)],
      ];
      const logits = tf.tensor2d(cases.map(([x]) => x));
      const labels = tf.tensor1d(
        cases.map(([, label]) => label),
        'int32',
      );
      const [loss, backprop] = crossEntropy(logits, labels);
      expect(Array.from(loss.dataSync())).toEqual(cases.map(([, , value]) => value));
      const got = backprop.arraySync() as number[][];
      cases.forEach(([x, , , want], i) => {
        if (x.includes(high)) expect(got[i]?.[1]).toBe(Number.NaN);
        else expect(got[i]).toEqual(want);
      });
    });
  });

  it('has a gradient of its gradient', () => {
    const [rows, n] = [3, 5];
    const [dy, upstream] = [draw('normal', rows * n, 8), draw('normal', rows * n, 9)];
    const y = draw('unit', rows * n, 10);
    const [byDy, byY] = tf.tidy(() => {
      const tensors = [dy, y, upstream].map((values) => tf.tensor2d(values, [rows, n]));
      const f = (...[g, v]: tf.Tensor[]): tf.Tensor =>
        tf.engine().runKernel('SoftmaxGrad', { dy: g, y: v } as tf.NamedTensorMap) as tf.Tensor;
      return tf
        .grads(f)(tensors.slice(0, 2), tensors[2])
        .map((tensor) => tensor.dataSync());
    });
    for (let i = 0; i < rows * n; i++) {
      const start = i - (i % n);
      const dot = (a: Float32Array): number => {
        const row = a.subarray(start, start + n);
        return row.reduce((sum, value, j) => sum + value * (y[start + j] ?? 0), 0);
      };
      const [g, v, u] = [dy[i] ?? 0, y[i] ?? 0, upstream[i] ?? 0];
      // A dozen roundings of numbers up to ten.
      expect(Math.abs((byDy?.[i] ?? Number.NaN) - v * (u - dot(upstream)))).toBeLessThan(1e-5);
      expect(Math.abs((byY?.[i] ?? Number.NaN) - (u * (g - dot(dy)) - g * dot(upstream)))).toBeLessThan(1e-5);
    }
  });

  it('takes no rows, and refuses what does not fit', () => {
    tf.tidy(() => {
      expect(tf.softmax(tf.zeros([0, 3])).shape).toEqual([0, 3]);
      expect(tf.max(tf.zeros([0, 3]), 1).shape).toEqual([0]);
      const [loss, backprop] = crossEntropy(tf.zeros([0, 3]), tf.zeros([0], 'int32'));
      expect([loss.shape, backprop.shape]).toEqual([[0], [0, 3]]);
      expect(() => crossEntropy(tf.zeros([2, 3]), tf.zeros([3], 'int32'))).toThrow(RangeError);
      expect(() => crossEntropy(tf.zeros([2, 3]), tf.zeros([2]))).toThrow(TypeError);
      const [dy, y] = [tf.zeros([2, 3]), tf.zeros([3, 2])];
      expect(() => tf.engine().runKernel('SoftmaxGrad', { dy, y })).toThrow(RangeError);
    });
  });

  it('leaves nothing behind', async () => {
    const [x, labels] = [tf.ones([3, 5]), tf.ones([3], 'int32')];
    const run = (): void =>
      tf.dispose([tf.softmax(x), tf.grad((z) => tf.softmax(z))(x), tf.max(x, 1), ...crossEntropy(x, labels)]);
    expect(await leakOf(run)).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose([x, labels]);
  });
});
