import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draw } from '../conformance/values.ts';
import { outside, sumBound } from './bounds.ts';
import { operand, sources, toTensor } from './operands.ts';
import { multiply, products, shapesOf } from './product.ts';
import { describeBoth, runs, valueAndGradients, valuesOf } from './run.ts';

describeBoth('matMul against float64', () => {
  it('keeps within a bound of the condition for every size, transpose and batch', () => {
    fc.assert(
      fc.property(products, sources(['normal', 'tied', 'special']), (product, source) => {
        const shapes = shapesOf(product);
        const [a, b] = [operand(source, 0, shapes.a), operand(source, 1, shapes.b)];
        const { transposeA, transposeB } = product;
        const [got] = valuesOf(() => [tf.matMul(toTensor(a), toTensor(b), transposeA, transposeB)]);
        expect(outside(got ?? [], multiply(product, a.values, b.values), sumBound)).toBeUndefined();
      }),
      runs(60),
    );
  });

  it('has gradients within the same bound', () => {
    fc.assert(
      fc.property(products, sources(['normal', 'tied']), (product, source) => {
        // tfjs-core does not sum a gradient over broadcast axes.
        const p = { ...product, bBatch: product.aBatch };
        const shapes = shapesOf(p);
        const { m, k, n, transposeA: ta, transposeB: tb } = p;
        const [a, b, dc] = [operand(source, 0, shapes.a), operand(source, 1, shapes.b), operand(source, 2, shapes.c)];
        const run = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => tf.matMul(x, y, ta, tb);
        const [, da, db] = valuesOf(() => valueAndGradients(run, [toTensor(a), toTensor(b)], toTensor(dc)));
        const [left, right] = [dc.values, b.values];
        const byA = ta
          ? multiply({ ...p, m: k, k: n, n: m, transposeA: tb, transposeB: true }, right, left)
          : multiply({ ...p, k: n, n: k, transposeA: false, transposeB: !tb }, left, right);
        const byB = tb
          ? multiply({ ...p, m: n, k: m, n: k, transposeA: true, transposeB: ta }, left, a.values)
          : multiply({ ...p, m: k, k: m, transposeA: !ta, transposeB: false }, a.values, left);
        expect(outside(da ?? [], byA, sumBound), 'gradient by a').toBeUndefined();
        expect(outside(db ?? [], byB, sumBound), 'gradient by b').toBeUndefined();
      }),
      runs(40),
    );
  });

  it('adds a bias and rectifies in one go', () => {
    fc.assert(
      fc.property(products, sources(['normal', 'special']), (product, source) => {
        const { transposeA, transposeB, n } = product;
        const p = { ...product, aBatch: [], bBatch: [] };
        const shapes = shapesOf(p);
        const [a, b] = [operand(source, 0, shapes.a), operand(source, 1, shapes.b)];
        const bias = draw('normal', n, source.seed);
        const options = { transposeA, transposeB, activation: 'relu' } as const;
        const [got] = valuesOf(() => [
          tf.fused.matMul({ a: toTensor(a), b: toTensor(b), bias: tf.tensor1d(bias), ...options }),
        ]);
        const sum = multiply(p, a.values, b.values);
        const values = sum.values.map((value, i) => Math.max(0, value + (bias[i % n] ?? 0)));
        const magnitudes = sum.magnitudes.map((value, i) => value + Math.abs(bias[i % n] ?? 0));
        expect(outside(got ?? [], { ...sum, values, magnitudes }, sumBound)).toBeUndefined();
      }),
      runs(40),
    );
  });

  it('takes one tensor on both sides', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 200 }), fc.boolean());
    fc.assert(
      fc.property(sizes, ([rows, columns, transposeA]) => {
        const [got, copied] = valuesOf(() => {
          const a = tf.tensor2d(draw('normal', rows * columns, 5), [rows, columns]);
          const other = tf.tensor2d(draw('normal', rows * columns, 5), [rows, columns]);
          return [a, other].map((b) => tf.matMul(a, b, transposeA, !transposeA));
        });
        expect(got).toEqual(copied);
      }),
      runs(20),
    );
  });
});
