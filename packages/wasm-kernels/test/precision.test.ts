import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw, repeats } from './conformance/values.ts';

const ROUNDOFF = 2 ** -24;

interface Reference {
  readonly value: number;
  /** Σ |aᵢ · bᵢ|, what the error of a sum of products is measured against. */
  readonly magnitude: number;
}

function dot(a: readonly number[], b: readonly number[]): Reference {
  return a.reduce(
    (sum, x, i) => {
      const product = x * (b[i] ?? 0);
      return { value: sum.value + product, magnitude: sum.magnitude + Math.abs(product) };
    },
    { value: 0, magnitude: 0 },
  );
}

const size = fc.integer({ min: 1, max: 90 });
const inner = fc.integer({ min: 1, max: 600 });
const shape = fc.tuple(size, inner, size);
const runs = { numRuns: repeats(25, 2000), seed: 5 };

function matrix(
  rows: number,
  columns: number,
  seed: number,
): { values: Float32Array; at: (i: number, j: number) => number } {
  const values = draw('normal', rows * columns, seed);
  return { values, at: (i, j) => values[i * columns + j] ?? Number.NaN };
}

// A float32 sum of k products in any order is off by at most (k + 1) u Σ|aᵢbᵢ| (Higham, Accuracy and Stability of Numerical Algorithms,
// §3.1), u = 2⁻²⁴. The worst case is never met; what is tested is √k of it and a constant, which one wrong address breaks at once.
function bound(k: number, magnitude: number): number {
  return (4 + 2 * Math.sqrt(k)) * ROUNDOFF * magnitude + 1e-30;
}

describe.each(['simd128', 'relaxed'] as const)('matMul against float64, %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  it('keeps within a bound of the condition for every shape and transpose', () => {
    fc.assert(
      fc.property(shape, fc.boolean(), fc.boolean(), ([m, k, n], ta, tb) => {
        const [a, b] = [ta ? matrix(k, m, 1) : matrix(m, k, 1), tb ? matrix(n, k, 2) : matrix(k, n, 2)];
        const got = tf.tidy(() => {
          const left = tf.tensor2d(a.values, ta ? [k, m] : [m, k]);
          return tf.matMul(left, tf.tensor2d(b.values, tb ? [n, k] : [k, n]), ta, tb).dataSync();
        });
        for (let i = 0; i < m; i += 7) {
          for (let j = 0; j < n; j += 5) {
            const row = Array.from({ length: k }, (_, d) => (ta ? a.at(d, i) : a.at(i, d)));
            const column = Array.from({ length: k }, (_, d) => (tb ? b.at(j, d) : b.at(d, j)));
            const { value, magnitude } = dot(row, column);
            expect(Math.abs((got[i * n + j] ?? Number.NaN) - value)).toBeLessThanOrEqual(bound(k, magnitude));
          }
        }
      }),
      runs,
    );
  });

  it('multiplies batches that broadcast on both sides, which no stock backend does', () => {
    tf.tidy(() => {
      const a = tf.tensor(draw('normal', 2 * 4 * 5, 3), [2, 1, 4, 5]);
      const b = tf.tensor(draw('normal', 3 * 5 * 6, 4), [1, 3, 5, 6]);
      const got = tf.matMul(a, b);
      const whole = tf.matMul(tf.tile(a, [1, 3, 1, 1]), tf.tile(b, [2, 1, 1, 1]));
      expect(got.shape).toEqual([2, 3, 4, 6]);
      expect(Array.from(got.dataSync())).toEqual(Array.from(whole.dataSync()));
    });
  });

  it('takes one tensor on both sides', () => {
    tf.tidy(() => {
      const a = tf.tensor2d(draw('normal', 13 * 70, 5), [13, 70]);
      const gram = tf.matMul(a, a, false, true);
      const copied = tf.matMul(a, tf.add(a, 0), false, true);
      expect(Array.from(gram.dataSync())).toEqual(Array.from(copied.dataSync()));
    });
  });

  it('lets NaN and infinities pass as IEEE 754 says, and keeps them in their row', () => {
    tf.tidy(() => {
      const a = tf.tensor2d([Number.NaN, 1, Number.POSITIVE_INFINITY, 0, 1, 2], [3, 2]);
      const product = Array.from(tf.matMul(a, tf.ones([2, 5])).dataSync());
      const rows = [Number.NaN, Number.POSITIVE_INFINITY, 3];
      expect(product).toEqual(rows.flatMap((value) => new Array(5).fill(value)));
      const options = { a, b: tf.ones([2, 5]), bias: tf.zeros([5]) };
      expect(Array.from(tf.fused.matMul({ ...options, activation: 'relu' }).dataSync())).toEqual(product);
    });
  });
});
