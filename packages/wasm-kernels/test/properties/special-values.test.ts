import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outside, sumBound, winogradBound } from './bounds.ts';
import { byFilter, byInput, type Convolution, convolutions, forward, shapesOf } from './convolution.ts';
import { operand, sources, toTensor } from './operands.ts';
import type { Reference } from './reference.ts';
import { describeBoth, runs, valueAndGradients, valuesOf } from './run.ts';

/** Padding that meets no window: patches hold padding as zeros, and zero times infinity is NaN. */
const isBare = ({ pad }: Convolution): boolean => pad === 'valid' || pad === 0;

/** The first result that is finite and should not be. */
function hidden(got: ArrayLike<number>, { values }: Reference): number | undefined {
  const index = values.findIndex((value, i) => !Number.isFinite(value) && Number.isFinite(got[i]));
  return index < 0 ? undefined : index;
}

const apply =
  ({ rows, columns, pad, isDepthwise }: Convolution) =>
  (x: tf.Tensor, w: tf.Tensor): tf.Tensor => {
    const run = isDepthwise ? tf.depthwiseConv2d : tf.conv2d;
    return run(x as tf.Tensor4D, w as tf.Tensor4D, [rows.stride, columns.stride], pad);
  };

describeBoth('NaN and infinities in convolutions', () => {
  const small = { longest: 8, channels: 12 };

  it.each([
    ['conv2d', false],
    ['depthwiseConv2d', true],
  ] as const)('%s lets them pass as IEEE 754 says, value and gradients', (_name, isDepthwise) => {
    const exact = convolutions(isDepthwise, small).filter(isBare);
    fc.assert(
      fc.property(exact, sources(['special']), fc.nat(2), (c, source, which) => {
        // One operand at a time: with two, nearly everything is NaN.
        const [x, w, dy] = Object.values(shapesOf(c)).map((shape, i) =>
          operand({ ...source, kind: i === which ? 'special' : 'normal' }, i, shape),
        ) as [ReturnType<typeof operand>, ReturnType<typeof operand>, ReturnType<typeof operand>];
        const got = valuesOf(() => valueAndGradients(apply(c), [toTensor(x), toTensor(w)], toTensor(dy)));
        const wanted = [
          forward(c, x.values, w.values),
          byInput(c, w.values, dy.values),
          byFilter(c, x.values, dy.values),
        ];
        for (const [i, reference] of wanted.entries()) {
          // The gradient by the images pads dy with zeros, which a weight that is not finite makes NaN.
          const isPadded = !isDepthwise && i === 1 && which === 1;
          const wrong = (isPadded ? hidden : outside)(got[i] ?? [], reference, sumBound);
          expect(wrong, `result ${i}`).toBeUndefined();
        }
      }),
      runs(40),
    );
  });

  it.each([2, 3, 4, 5])(
    'a square filter of %d with stride 1 keeps one of them to the outputs that see it',
    (filter) => {
      const onPatches = { longest: 11, leastFilter: filter, filter, stride: 1, channels: 16 };
      const specials = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
      fc.assert(
        fc.property(
          convolutions(false, onPatches).filter(isBare),
          sources(['normal']),
          specials,
          fc.nat(),
          (c, source, special, where) => {
            const shapes = shapesOf(c);
            const [x, w, dy] = [
              operand(source, 0, shapes.x),
              operand(source, 1, shapes.w),
              operand(source, 2, shapes.y),
            ];
            x.values[where % x.values.length] = special;
            const got = valuesOf(() => valueAndGradients(apply(c), [toTensor(x), toTensor(w)], toTensor(dy)));
            const wanted = [
              forward(c, x.values, w.values),
              byInput(c, w.values, dy.values),
              byFilter(c, x.values, dy.values),
            ];
            for (const [i, reference] of wanted.entries()) {
              expect(outside(got[i] ?? [], reference, winogradBound), `result ${i}`).toBeUndefined();
            }
          },
        ),
        runs(10),
      );
    },
  );

  it('gives what float32 can hold, also where a sum of its neighbours would overflow', () => {
    const values = new Float32Array(12 * 12 * 8);
    values[(5 * 12 + 4) * 8] = 3e38;
    values[(5 * 12 + 5) * 8] = -3e38;
    const [y = new Float32Array()] = valuesOf(() => {
      const filter = tf.mul(tf.ones([3, 3, 8, 8]), 0.25);
      return [tf.conv2d(tf.tensor4d(values, [1, 12, 12, 8]), filter as tf.Tensor4D, 1, 'valid')];
    });
    expect(y.every(Number.isFinite)).toBe(true);
    expect(Math.max(...y)).toBe(Math.fround(3e38) / 4);
  });
});
