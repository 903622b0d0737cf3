import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bound, outside, sumBound } from './bounds.ts';
import { operand, type Source, sources, toTensor } from './operands.ts';
import { type Reference, sizeOf, sums } from './reference.ts';
import { describeBoth, runs, valueAndGradients, valuesOf } from './run.ts';
import { forEachTap, type Windows, windows } from './windows.ts';

interface Pooling extends Windows {
  readonly batch: number;
  readonly channels: number;
}

const poolings: fc.Arbitrary<Pooling> = fc
  .tuple(windows(), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 21 }))
  .map(([where, batch, channels]) => ({ ...where, batch, channels }));

function shapes({ batch, rows, columns, channels }: Pooling): { readonly x: number[]; readonly y: number[] } {
  return { x: [batch, rows.length, columns.length, channels], y: [batch, rows.out, columns.out, channels] };
}

/** The inputs of each window, in order. */
function members(pooling: Pooling): number[][] {
  const { batch, rows, columns, channels } = pooling;
  const found = Array.from({ length: sizeOf(shapes(pooling).y) }, (): number[] => []);
  for (let image = 0; image < batch; image++) {
    forEachTap(pooling, (input, _tap, output) => {
      const [x, y] = [image * rows.length * columns.length + input, image * rows.out * columns.out + output];
      for (let i = 0; i < channels; i++) found[y * channels + i]?.push(x * channels + i);
    });
  }
  return found;
}

const exact: Bound = () => 0;

/** A mean rounds once more than its sum, and its factor once. */
const meanBound: Bound = (reference, at) => 2 * sumBound(reference, at);

function largest(x: Float32Array, window: readonly number[]): number {
  // Math.max would hand NaN on.
  const numbers = window.map((i) => x[i] ?? 0).filter((value) => !Number.isNaN(value));
  return Math.max(...numbers);
}

/** The first of the largest; there is none where the maximum is −∞. */
function winner(x: Float32Array, window: readonly number[]): number | undefined {
  const most = largest(x, window);
  return most === Number.NEGATIVE_INFINITY ? undefined : window.find((i) => x[i] === most);
}

function compare(
  pooling: Pooling,
  source: Source,
  pool: typeof tf.maxPool,
  wanted: (x: Float32Array, dy: Float32Array) => readonly (readonly [Reference, Bound])[],
): void {
  const [x, dy] = [operand(source, 0, shapes(pooling).x), operand({ ...source, kind: 'normal' }, 1, shapes(pooling).y)];
  const { rows, columns, pad } = pooling;
  const run = (input: tf.Tensor): tf.Tensor =>
    pool(input as tf.Tensor4D, [rows.filter, columns.filter], [rows.stride, columns.stride], pad);
  const got = valuesOf(() => valueAndGradients(run, [toTensor(x)], toTensor(dy)));
  for (const [i, [reference, bound]] of wanted(x.values, dy.values).entries()) {
    expect(outside(got[i] ?? [], reference, bound), i === 0 ? 'value' : 'gradient').toBeUndefined();
  }
}

/** A filter of one pixel whose output is as large as its input, but not the input. */
const ONE_PIXEL: Pooling = {
  rows: { length: 2, filter: 1, stride: 2, dilation: 1, before: 0, out: 2 },
  columns: { length: 1, filter: 1, stride: 1, dilation: 1, before: 0, out: 1 },
  pad: [
    [0, 0],
    [0, 1],
    [0, 0],
    [0, 0],
  ],
  batch: 1,
  channels: 1,
};

const isOnePixel = ({ rows, columns }: Pooling): boolean => rows.filter * columns.filter === 1;

describeBoth('pooling against float64', () => {
  it('maxPool gives the largest of each window, NaN apart, and its gradient to the first such', () => {
    const kinds = sources(['normal', 'negative', 'tied', 'special']);
    fc.assert(
      fc.property(poolings, kinds, (pooling, source) => {
        // A filter of one pixel hands NaN on.
        fc.pre(source.kind !== 'special' || !isOnePixel(pooling));
        const windowsOf = members(pooling);
        compare(pooling, source, tf.maxPool, (x, dy) => {
          const values = Float64Array.from(windowsOf, (window) => largest(x, window));
          const toWinner = sums(x.length, (add) => {
            for (const [output, window] of windowsOf.entries()) {
              const input = winner(x, window);
              if (input !== undefined) add(input, dy[output] ?? 0);
            }
          });
          return [
            [{ values, magnitudes: values, counts: values }, exact],
            [toWinner, sumBound],
          ];
        });
      }),
      { ...runs(100), examples: [[ONE_PIXEL, { seed: 0, kind: 'normal', origins: [] }]] },
    );
  });

  it('avgPool gives the mean of what lies in the image, and its gradient the share of the whole filter', () => {
    fc.assert(
      fc.property(poolings, sources(['normal', 'tied', 'special']), (pooling, source) => {
        const windowsOf = members(pooling);
        const area = pooling.rows.filter * pooling.columns.filter;
        compare(pooling, source, tf.avgPool as typeof tf.maxPool, (x, dy) => [
          [
            sums(windowsOf.length, (add) => {
              for (const [output, window] of windowsOf.entries()) {
                if (window.length === 0) add(output, Number.NaN);
                for (const input of window) add(output, (x[input] ?? 0) / window.length);
              }
            }),
            meanBound,
          ],
          [
            sums(x.length, (add) => {
              for (const [output, window] of windowsOf.entries()) {
                for (const input of window) add(input, (dy[output] ?? 0) / area);
              }
            }),
            meanBound,
          ],
        ]);
      }),
      runs(100),
    );
  });
});
