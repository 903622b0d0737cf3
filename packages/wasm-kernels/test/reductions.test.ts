import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw, repeats } from './conformance/values.ts';

const ROUNDOFF = 2 ** -24;

/** Σ and Σ|x| over the marked axes, in doubles. */
function reference(
  x: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): { sum: number[]; size: number[] } {
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const count = kept.reduce((product, length) => product * length, 1);
  const [sum, size] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
  for (const [i, value] of x.entries()) {
    let [rest, stride, at] = [i, 1, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % (shape[axis] ?? 1);
      rest = Math.floor(rest / (shape[axis] ?? 1));
      at += axes.includes(axis) ? 0 : index * stride;
      stride *= kept[axis] ?? 1;
    }
    sum[at] = (sum[at] ?? 0) + value;
    size[at] = (size[at] ?? 0) + Math.abs(value);
  }
  return { sum, size };
}

const arrangement = fc.array(fc.tuple(fc.integer({ min: 1, max: 23 }), fc.boolean()), { minLength: 1, maxLength: 4 });

describe.each(['simd128', 'relaxed'] as const)('sums and means on %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  // 64 terms in float32, the rest in float64, one rounding for each pass: 64 u Σ|x| at the very worst. What is tested is √64 u and a pass
  // or two, which a lost term, or one long float32 accumulator, breaks.
  const bound = (size: number): number => 12 * ROUNDOFF * size + 1e-30;

  it('keep within a bound of the condition, over any axes', () => {
    fc.assert(
      fc.property(arrangement, fc.boolean(), (dimensions, isMean) => {
        const shape = dimensions.map(([length]) => length);
        const axes = dimensions.flatMap(([, isReduced], axis) => (isReduced ? [axis] : []));
        const x = draw(
          'normal',
          shape.reduce((product, length) => product * length, 1),
          3,
        );
        const { sum, size } = reference(x, shape, axes);
        const got = tf.tidy(() => (isMean ? tf.mean : tf.sum)(tf.tensor(x, shape), axes).dataSync());
        const count = isMean ? x.length / sum.length : 1;
        expect(got.length).toBe(sum.length);
        sum.forEach((value, i) => {
          expect(Math.abs((got[i] ?? Number.NaN) * count - value)).toBeLessThanOrEqual(bound(size[i] ?? 0));
        });
      }),
      { numRuns: repeats(60, 3000), seed: 9 },
    );
  });

  it.each([
    [[200_003], [0]],
    [[40_001, 5], [0]],
    [[10_001, 20], [0]],
    [[10, 20_011], [1]],
  ])('lose no digits of a long sum [%s] over %s', (shape, axes) => {
    const x = draw(
      'positive',
      shape.reduce((product, length) => product * length, 1),
      4,
    );
    const { sum, size } = reference(x, shape, axes);
    const got = tf.tidy(() => tf.sum(tf.tensor(x, shape), axes).dataSync());
    sum.forEach((value, i) => {
      expect(Math.abs((got[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(bound(size[i] ?? 0));
    });
  });

  it('are finite where only a part of the sum would overflow', () => {
    tf.tidy(() => {
      const huge = tf.tensor2d([3e38, 3e38, -3e38, -3e38, 1, 2], [6, 1]);
      const wide = tf.tile(huge, [1, 21]);
      for (const got of [tf.sum(huge), tf.mean(huge), tf.sum(wide, 0), tf.mean(wide, 0)]) {
        expect(got.dataSync().every(Number.isFinite)).toBe(true);
      }
      expect(tf.mean(tf.fill([400], 3e38)).dataSync()[0]).toBe(Math.fround(3e38));
      expect(tf.sum(tf.fill([2, 20], 3e38), 0).dataSync()[19]).toBe(Number.POSITIVE_INFINITY);
    });
  });

  it('keep a NaN or an infinity in its own column', () => {
    tf.tidy(() => {
      const values = new Float32Array(70 * 37).fill(1);
      values[3 * 37 + 5] = Number.NaN;
      values[4 * 37 + 20] = Number.NEGATIVE_INFINITY;
      const got = tf.sum(tf.tensor2d(values, [70, 37]), 0).dataSync();
      got.forEach((value, column) => {
        expect(value).toBe(column === 5 ? Number.NaN : column === 20 ? Number.NEGATIVE_INFINITY : 70);
      });
    });
  });

  it.each([[0], [1], [0, 1], [1, 2], [0, 2], []].map((axes) => [axes]))(
    'have gradients of gradients over %s',
    (axes) => {
      const x = draw('normal', 24, 8);
      const shape: [number, number, number] = [2, 3, 4];
      for (const [reduce, isMean] of [
        [tf.sum, false],
        [tf.mean, true],
      ] as const) {
        const count = isMean ? axes.reduce((product, axis) => product * (shape[axis] ?? 1), 1) : 1;
        const first = (z: tf.Tensor): tf.Tensor => tf.grad((input) => tf.sum(tf.square(reduce(input, axes))))(z);
        const got = tf.tidy(() =>
          tf
            .grad((z) => tf.sum(tf.square(first(z))))(tf.tensor3d(x, shape))
            .dataSync(),
        );
        const sums = reference(x, shape, axes).sum;
        // With S the sum of x's group of n: (S/c)² has the gradient 2 S/c², whose squares, n of them, have 8 n S / c⁴ · n.
        const n = axes.reduce((product, axis) => product * (shape[axis] ?? 1), 1);
        const groups = reference(
          Float32Array.from({ length: 24 }, (_, i) => i),
          shape,
          axes,
        ).sum.length;
        expect(sums.length).toBe(groups);
        const spread = tf.tidy(() => {
          const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
          return tf.mul(tf.reshape(tf.tensor1d(sums), kept), tf.ones(shape)).dataSync();
        });
        got.forEach((value, i) => {
          expect(Math.abs(value - (8 * n * (spread[i] ?? 0)) / count ** 4)).toBeLessThanOrEqual(1e-5 * n * 100);
        });
      }
    },
  );

  it('leave nothing behind', async () => {
    const x = tf.ones([3, 70, 22]);
    const run = (): void => tf.dispose([tf.sum(x, [0, 2]), tf.mean(x, 1, true), tf.sum(x), tf.sum(x, [])]);
    expect(await leakOf(run)).toEqual({ tensors: 0, bytes: 0 });
    x.dispose();
  });
});
