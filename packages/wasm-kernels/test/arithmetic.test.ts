import { foldIn } from '@gradlab/random';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw, repeats } from './conformance/values.ts';

type Operation = readonly [run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor, exact: (a: number, b: number) => number];

const OPERATIONS: Readonly<Record<string, Operation>> = {
  add: [tf.add, (a, b) => a + b],
  sub: [tf.sub, (a, b) => a - b],
  mul: [tf.mul, (a, b) => a * b],
  div: [tf.div, (a, b) => a / b],
  maximum: [tf.maximum, Math.max],
  minimum: [tf.minimum, Math.min],
  squaredDifference: [tf.squaredDifference, (a, b) => Math.fround(a - b) ** 2],
};

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** The value of `values[shape]` at an index of a result of `full` shape, as NumPy defines broadcasting. */
function broadcastValue(
  values: Float32Array,
  shape: readonly number[],
  full: readonly number[],
  index: number,
): number {
  let [rest, offset, stride] = [index, 0, 1];
  for (let axis = 1; axis <= full.length; axis++) {
    const [length, own] = [full.at(-axis) ?? 1, shape.at(-axis) ?? 1];
    offset += (own === 1 ? 0 : rest % length) * stride;
    stride *= own;
    rest = Math.floor(rest / length);
  }
  return values[offset] ?? Number.NaN;
}

/** A shape of up to five axes, and two operands of it: any of their axes may have length 1, and the first may be missing. */
const shapes = fc
  .array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 })
  .chain((full) =>
    fc.tuple(
      fc.constant(full),
      ...[0, 1].map(() =>
        fc.tuple(fc.integer({ min: 0, max: full.length }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 })),
      ),
    ),
  )
  .map(([full, ...choices]) =>
    choices.map(([missing, kept]) => full.map((length, axis) => (kept[axis] ? length : 1)).slice(missing)),
  );

describe.each(['simd128', 'relaxed'] as const)('arithmetic of two tensors, %s', (simd) => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    installWasmKernels({ simd });
  });

  // One rounding each, and that of squaredDifference is of a product of rounded numbers: the results are those of JavaScript exactly.
  it.each(Object.entries(OPERATIONS))('%s is exact for every shape', (_name, [run, exact]) => {
    fc.assert(
      fc.property(shapes, fc.nat(), ([left = [], right = []], seed) => {
        const [a, b] = [
          draw('normal', sizeOf(left), foldIn(1, seed)),
          draw('positive', sizeOf(right), foldIn(2, seed)),
        ];
        const full = tf.broadcast_util.assertAndGetBroadcastShape([...left], [...right]);
        const got = tf.tidy(() => {
          const result = run(tf.tensor(a, [...left]), tf.tensor(b, [...right]));
          expect(result.shape).toEqual(full);
          return Array.from(result.dataSync());
        });
        const value = (index: number): number =>
          Math.fround(exact(broadcastValue(a, left, full, index), broadcastValue(b, right, full, index)));
        expect(got).toEqual(Array.from({ length: sizeOf(full) }, (_, index) => value(index)));
      }),
      { numRuns: repeats(60, 500), seed: 9 },
    );
  });

  it.each([4095, 4096, 4097, 12_300])('cuts a row of %d', (n) => {
    const [a, b] = [draw('normal', n, 1), draw('normal', n, 2)];
    tf.tidy(() => {
      const [left, right] = [tf.tensor1d(a), tf.tensor1d(b)];
      expect(tf.add(left, right).dataSync()).toEqual(a.map((x, i) => x + (b[i] ?? 0)));
      expect(tf.sub(left, 2).dataSync()).toEqual(a.map((x) => x - 2));
      expect(tf.sub(2, left).dataSync()).toEqual(a.map((x) => 2 - x));
      expect(tf.mul(left, left).dataSync()).toEqual(a.map((x) => x * x));
    });
  });

  it('of integers is the stock kernels’', () => {
    tf.tidy(() => {
      const [a, b] = [tf.tensor1d([2 ** 30, -7], 'int32'), tf.tensor1d([1, 3], 'int32')];
      const results = [tf.add(a, b), tf.mul(a, b), tf.maximum(a, b)];
      expect(results.map(({ dtype }) => dtype)).toEqual(['int32', 'int32', 'int32']);
      expect(results.map((x) => Array.from(x.dataSync()))).toEqual([
        [2 ** 30 + 1, -4],
        [2 ** 30, -21],
        [2 ** 30, 3],
      ]);
    });
  });

  it('refuses shapes that do not broadcast', () => {
    tf.tidy(() => {
      const run = (): unknown => tf.engine().runKernel('Add', { a: tf.ones([2, 3]), b: tf.ones([2]) });
      expect(run).toThrow('could not be broadcast');
    });
  });

  it('leaks nothing', async () => {
    const round = (): void => {
      tf.tidy(() => {
        for (const [run] of Object.values(OPERATIONS)) run(tf.ones([2, 3, 4]), tf.ones([3, 1]));
      });
    };
    round();
    expect(await leakOf(round)).toEqual({ tensors: 0, bytes: 0 });
  });
});
