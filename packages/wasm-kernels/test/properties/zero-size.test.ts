import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { convolutions, shapesOf } from './convolution.ts';
import { shapesOf as productShapes, products } from './product.ts';
import { describeBoth, runs, valueAndGradients, valuesOf } from './run.ts';

type Run = (...inputs: tf.Tensor[]) => tf.Tensor;

/** With a dimension of length zero there is nothing to add up: results have their shapes, and no value but zero. */
function expectNothing(run: Run, shapes: readonly (readonly number[])[], out: readonly number[]): void {
  const found: number[][] = [];
  const values = valuesOf(() => {
    const inputs = shapes.map((shape) => tf.ones([...shape]));
    const results = valueAndGradients(run, inputs, tf.ones([...out]));
    found.push(...results.map((result) => result.shape));
    return results;
  });
  expect(found).toEqual([out, ...shapes]);
  expect(values.every((result) => result.every((value) => value === 0))).toBe(true);
}

describeBoth('dimensions of length zero', () => {
  it('of a matrix product', () => {
    fc.assert(
      fc.property(products, fc.constantFrom('m', 'k', 'n', 'batch'), (given, axis) => {
        const batch = axis === 'batch' ? [0, ...given.aBatch] : given.aBatch;
        const product = { ...given, ...(axis !== 'batch' && { [axis]: 0 }), aBatch: batch, bBatch: batch };
        const { a, b, c } = productShapes(product);
        const { transposeA, transposeB } = product;
        expectNothing((x, y) => tf.matMul(x as tf.Tensor, y as tf.Tensor, transposeA, transposeB), [a, b], c);
      }),
      runs(40),
    );
  });

  it.each([
    ['conv2d', false],
    ['depthwiseConv2d', true],
  ] as const)('of %s', (_name, isDepthwise) => {
    fc.assert(
      fc.property(convolutions(isDepthwise), fc.constantFrom('batch', 'channels', 'out'), (given, axis) => {
        const c = { ...given, [axis]: 0 };
        const { x, w, y } = shapesOf(c);
        const apply = isDepthwise ? tf.depthwiseConv2d : tf.conv2d;
        const run: Run = (images, filter) =>
          apply(images as tf.Tensor4D, filter as tf.Tensor4D, [c.rows.stride, c.columns.stride], c.pad);
        expectNothing(run, [x, w], y);
      }),
      runs(40),
    );
  });

  it.each(Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool }))('of %s', (_name, pool) => {
    fc.assert(
      fc.property(convolutions(true), fc.constantFrom('batch', 'channels'), (given, axis) => {
        const { x, y } = shapesOf({ ...given, out: 1, [axis]: 0 });
        const { rows, columns, pad } = given;
        const run: Run = (images) =>
          pool(images as tf.Tensor4D, [rows.filter, columns.filter], [rows.stride, columns.stride], pad);
        expectNothing(run, [x], y);
      }),
      runs(20),
    );
  });
});
