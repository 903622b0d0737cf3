import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outside, sumBound } from './bounds.ts';
import { byFilter, byInput, type Convolution, convolutions, forward, shapesOf } from './convolution.ts';
import { operand, sources, toTensor } from './operands.ts';
import { type Reference, sizeOf } from './reference.ts';
import { describeBoth, runs, valueAndGradients, valuesOf } from './run.ts';

/** Padding that meets no window: patches hold padding as zeros, and zero times infinity is NaN. */
const isBare = ({ pad }: Convolution): boolean => pad === 'valid' || pad === 0;

/** A filter of 3 × 3 with stride 1 may go through Winograd's transform, where what is not finite spreads over its tile. */
const mayTransform = ({ rows, columns }: Convolution): boolean =>
  [rows, columns].every(({ filter, stride }) => filter === 3 && stride === 1);

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
    const exact = convolutions(isDepthwise, small).filter((c) => isBare(c) && !(mayTransform(c) && !isDepthwise));
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

  it('a 3 × 3 filter with stride 1 hides none, and keeps them in their image', () => {
    const threeByThree = convolutions(false, { ...small, leastFilter: 3, filter: 3, stride: 1 }).filter(isBare);
    fc.assert(
      fc.property(threeByThree, sources(['normal']), fc.nat(), (given, source, where) => {
        const c = { ...given, batch: 2 };
        const shapes = shapesOf(c);
        const [x, w] = [operand(source, 0, shapes.x), operand(source, 1, shapes.w)];
        x.values[where % (x.values.length / 2)] = Number.NaN;
        const [got = new Float32Array()] = valuesOf(() => [apply(c)(toTensor(x), toTensor(w))]);
        const wanted = Array.from(forward(c, x.values, w.values).values, Number.isNaN);
        const half = sizeOf(shapes.y) / 2;
        expect(wanted.every((isHere, i) => !isHere || Number.isNaN(got[i]))).toBe(true);
        expect(got.subarray(half).every(Number.isFinite)).toBe(true);
      }),
      runs(30),
    );
  });
});
