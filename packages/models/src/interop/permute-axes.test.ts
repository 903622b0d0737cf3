import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inversePermutation, permuteAxes } from './permute-axes.ts';

beforeAll(useStockCpu);

const cases = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })));

function counted(shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => i);
}

describe('permuteAxes', () => {
  it('moves axes as tf.transpose does', () => {
    fc.assert(
      fc.property(cases, ([shape, permutation]) => {
        const values = counted(shape);
        const expected = tf.tidy(() => tf.transpose(tf.tensor(values, shape), permutation).dataSync());
        expect(permuteAxes(values, shape, permutation)).toEqual(expected);
      }),
      { numRuns: process.env.GRADLAB_STRESS ? 5000 : 200 },
    );
  });

  it('is undone by the inverse', () => {
    fc.assert(
      fc.property(cases, ([shape, permutation]) => {
        const moved = permuteAxes(counted(shape), shape, permutation);
        const sizes = permutation.map((axis) => shape[axis] ?? 0);
        expect(permuteAxes(moved, sizes, inversePermutation(permutation))).toEqual(counted(shape));
      }),
    );
  });

  it('leaves a scalar', () => {
    expect(permuteAxes(Float32Array.of(3), [], [])).toEqual(Float32Array.of(3));
  });
});
