import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bound, outside, sumBound, winogradBound } from './bounds.ts';
import { byFilter, byInput, type Convolution, convolutions, forward, shapesOf } from './convolution.ts';
import { operand, type Source, sources, toTensor } from './operands.ts';
import type { Reference } from './reference.ts';
import { describeBoth, runs, valueAndGradients, valuesOf } from './run.ts';

type Apply = (x: tf.Tensor, w: tf.Tensor) => tf.Tensor;

/** Square filters of 2 to 5 with stride 1 may go through Winograd's transform, either way round. */
function boundFor({ rows, columns, isDepthwise }: Convolution): Bound {
  const isPlain = [rows, columns].every(({ filter, stride, dilation }) => filter > 1 && stride * dilation === 1);
  return isPlain && rows.filter === columns.filter && !isDepthwise ? winogradBound : sumBound;
}

function check(got: readonly ArrayLike<number>[], wanted: Readonly<Record<string, Reference>>, bound: Bound): void {
  for (const [i, [name, reference]] of Object.entries(wanted).entries()) {
    expect(outside(got[i] ?? [], reference, bound), name).toBeUndefined();
  }
}

/** Value and both gradients of the convolution `apply` makes; the gradients only where tfjs has them. */
function compare(convolution: Convolution, source: Source, apply: Apply, hasGradient = true): void {
  const { x: xShape, w: wShape, y: yShape } = shapesOf(convolution);
  const [x, w, dy] = [operand(source, 0, xShape), operand(source, 1, wShape), operand(source, 2, yShape)];
  const got = valuesOf(() =>
    valueAndGradients((a, b) => apply(a, b), [toTensor(x), toTensor(w)], hasGradient ? toTensor(dy) : undefined),
  );
  const gradients = {
    'gradient by x': byInput(convolution, w.values, dy.values),
    'gradient by w': byFilter(convolution, x.values, dy.values),
  };
  const wanted = { value: forward(convolution, x.values, w.values), ...(hasGradient && gradients) };
  check(got, wanted, boundFor(convolution));
}

const strides = ({ rows, columns }: Convolution): [number, number] => [rows.stride, columns.stride];
const dilations = ({ rows, columns }: Convolution): [number, number] => [rows.dilation, columns.dilation];

const conv2d =
  (c: Convolution): Apply =>
  (x, w) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides(c), c.pad, 'NHWC', dilations(c));

const depthwise =
  (c: Convolution): Apply =>
  (x, w) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides(c), c.pad, 'NHWC', dilations(c));

const onPatches = (filter: number) => ({ longest: 15, leastFilter: filter, filter, stride: 1, channels: 16 });

describeBoth('convolutions against float64', () => {
  const numbers = sources(['normal', 'tied', 'unit']);

  it('conv2d, value and gradients, for every size, stride and padding', () => {
    fc.assert(
      fc.property(convolutions(false), numbers, (c, source) => compare(c, source, conv2d(c))),
      runs(40),
    );
  });

  it.each([2, 3, 4, 5])('conv2d with a square filter of %d and stride 1, on images of several patches', (filter) => {
    fc.assert(
      fc.property(convolutions(false, onPatches(filter)), numbers, (c, source) => compare(c, source, conv2d(c))),
      runs(5, 500),
    );
  });

  it.each([
    ['a long row', { rows: 1, columns: 3000, filter: 3, stride: 2, channels: 3, out: 4 }],
    ['many channels', { rows: 2, columns: 3, filter: 1, stride: 1, channels: 3000, out: 5 }],
    ['many taps', { rows: 7, columns: 5, filter: 3, stride: 2, channels: 300, out: 9 }],
  ])('conv2d keeps long sums within the bound: %s', (_name, { rows, columns, filter, stride, channels, out }) => {
    const axis = (length: number) => {
      const taps = Math.min(filter, length);
      const windows = Math.floor((length - taps) / stride) + 1;
      return { length, filter: taps, stride, dilation: 1, before: 0, out: windows };
    };
    const sizes = { batch: 1, channels, out, isDepthwise: false };
    const c: Convolution = { ...sizes, rows: axis(rows), columns: axis(columns), pad: 'valid' };
    // All of one sign: what rounding takes from a sum adds up.
    compare(c, { kind: 'positive', seed: 3, origins: [] }, conv2d(c));
  });

  it.each([2, 16])('depthwiseConv2d does not lose the sum of a long row, %d channels', (channels) => {
    const columns = 40_000;
    // Of equal terms each rounding of a growing sum goes the same way: one after the other they lose thousands of units.
    const slope = tf.tidy(() => {
      const x = tf.fill([1, 1, columns, channels], 0.1) as tf.Tensor4D;
      const f = (w: tf.Tensor): tf.Scalar => tf.sum(tf.depthwiseConv2d(x, w as tf.Tensor4D, 1, 'valid'));
      return tf
        .grad(f)(tf.ones([1, 1, channels, 1]))
        .dataSync();
    });
    const exact = columns * Math.fround(0.1);
    for (const value of slope) expect(Math.abs(value - exact) / exact).toBeLessThan(100 * 2 ** -24);
  });

  it('conv2d with dilation', () => {
    const dilated = convolutions(false, { dilated: true });
    fc.assert(
      fc.property(dilated, numbers, (c, source) => compare(c, source, conv2d(c), false)),
      runs(20),
    );
  });

  it('depthwiseConv2d, value and gradients', () => {
    fc.assert(
      fc.property(convolutions(true), numbers, (c, source) => compare(c, source, depthwise(c))),
      runs(40),
    );
  });

  it('depthwiseConv2d with dilation', () => {
    const dilated = convolutions(true, { dilated: true });
    fc.assert(
      fc.property(dilated, numbers, (c, source) => compare(c, source, depthwise(c), false)),
      runs(20),
    );
  });

  it('conv1d, value and gradients', () => {
    fc.assert(
      fc.property(convolutions(false), numbers, (given, source) => {
        const line = { length: 1, filter: 1, stride: 1, dilation: 1, before: 0, out: 1 };
        const pad = given.pad === 'same' ? 'same' : 'valid';
        fc.pre(given.pad === pad);
        const c = { ...given, rows: line };
        compare(c, source, (x, w) => {
          const [batch, length, channels, out] = [c.batch, c.columns.length, c.channels, c.out];
          const signal = tf.reshape(x, [batch, length, channels]) as tf.Tensor3D;
          const filter = tf.reshape(w, [c.columns.filter, channels, out]) as tf.Tensor3D;
          return tf.reshape(tf.conv1d(signal, filter, c.columns.stride, pad), [batch, 1, c.columns.out, out]);
        });
      }),
      runs(40),
    );
  });

  it('conv2dTranspose, value and gradients', () => {
    const known = convolutions(false).filter(({ pad }) => pad === 'same' || pad === 'valid');
    fc.assert(
      fc.property(known, numbers, (c, source) => {
        const { x: xShape, w: wShape, y: yShape } = shapesOf(c);
        // It goes from the output of the convolution to its input.
        const [y, w, dx] = [operand(source, 0, yShape), operand(source, 1, wShape), operand(source, 2, xShape)];
        const shape = xShape as [number, number, number, number];
        const pad = c.pad as 'same' | 'valid';
        const apply: Apply = (a, b) => tf.conv2dTranspose(a as tf.Tensor4D, b as tf.Tensor4D, shape, strides(c), pad);
        const got = valuesOf(() => valueAndGradients(apply, [toTensor(y), toTensor(w)], toTensor(dx)));
        const wanted = {
          value: byInput(c, w.values, y.values),
          'gradient by x': forward(c, dx.values, w.values),
          'gradient by w': byFilter(c, dx.values, y.values),
        };
        check(got, wanted, boundFor(c));
      }),
      runs(30),
    );
  });
});
