import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeats } from '../conformance/values.ts';
import { growingAtAllocation, wasm } from '../malloc.ts';
import { describeBoth, runs, valuesOf } from './run.ts';

type Operation = (x: tf.Tensor4D) => tf.Tensor;

/** A filter with values that differ, for as many channels as `x` has. */
function filter({ shape }: tf.Tensor4D, height: number, width: number, out: number): tf.Tensor4D {
  const size = height * width * shape[3] * out;
  return tf.reshape(tf.cos(tf.range(0, size)), [height, width, shape[3], out]);
}

const rows = (x: tf.Tensor4D): tf.Tensor2D => tf.reshape(x, [x.shape[0] * x.shape[1] * x.shape[2], x.shape[3]]);

/** A view of `x` as a filter: as many of its values as that takes. */
function asFilter(x: tf.Tensor4D): tf.Tensor4D {
  return tf.reshape(x, [x.shape[1], x.shape[2], x.shape[0] * x.shape[3], 1]);
}

/** Each takes images alone, and makes what else it needs. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  matMul: (x) => tf.matMul(rows(x), rows(x), true, false),
  'matMul, transposed': (x) => tf.matMul(rows(x), rows(x), false, true),
  conv2d: (x) => tf.conv2d(x, filter(x, 3, 3, 5), 1, 'same'),
  'conv2d, pointwise': (x) => tf.conv2d(x, filter(x, 1, 1, 6), 1, 'valid'),
  'conv2d by a view of the images': (x) =>
    tf.conv2d(tf.reshape(x, [1, ...mixed(x)]) as tf.Tensor4D, asFilter(x), 1, 'same'),
  depthwiseConv2d: (x) => tf.depthwiseConv2d(x, filter(x, 3, 2, 2), 1, 'same'),
  separableConv2d: (x) =>
    tf.separableConv2d(x, filter(x, 3, 3, 2), tf.ones([1, 1, 2 * x.shape[3], 4]) as tf.Tensor4D, 1, 'same'),
  'maxPool, apart': (x) => tf.maxPool(x, 2, 2, 'same'),
  'maxPool, overlapping': (x) => tf.maxPool(x, 3, 1, 'same'),
  avgPool: (x) => tf.avgPool(x, 3, 2, 'same'),
};

function mixed({ shape: [batch, height, width, channels] }: tf.Tensor4D): [number, number, number] {
  return [height, width, batch * channels];
}

function images([batch, height, width, channels]: readonly number[]): tf.Tensor4D {
  const shape = [batch, height, width, channels] as [number, number, number, number];
  return tf.reshape(
    tf.sin(
      tf.range(
        0,
        shape.reduce((product, length) => product * length, 1),
      ),
    ),
    shape,
  );
}

/** The value, and the gradient by the images. */
function step(run: Operation, x: tf.Tensor4D): tf.Tensor[] {
  return [run(x), tf.grad((input) => run(input as tf.Tensor4D))(x)];
}

const heap = (): number => wasm().HEAPU8.length;

const shape = fc.tuple(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 9 }),
);

describeBoth('memory', () => {
  it.each(Object.entries(OPERATIONS))('%s goes on where the memory grows in the middle of a step', (_name, run) => {
    const size = [2, 9, 10, 6];
    const wanted = valuesOf(() => step(run, images(size)));
    const before = heap();
    const got = valuesOf(() => {
      const x = images(size);
      return growingAtAllocation(1, () => step(run, x));
    });
    expect(heap()).toBeGreaterThan(before);
    expect(got).toEqual(wanted);
  });

  it('stays flat over many shapes of every operation', () => {
    const sizes = fc.sample(shape, { seed: 6, numRuns: repeats(60, 3000) });
    const round = (): void => {
      for (const [i, size] of sizes.entries()) {
        const run = Object.values(OPERATIONS)[i % Object.keys(OPERATIONS).length];
        if (run !== undefined) valuesOf(() => step(run, images(size)));
      }
    };
    round();
    const bytes = heap();
    round();
    expect(heap()).toBe(bytes);
  });

  it('reads the same through views of the tensor that it also writes from', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(...Object.keys(OPERATIONS)), (size, name) => {
        const run = OPERATIONS[name] ?? tf.clone;
        const wanted = valuesOf(() => step(run, images(size)));
        const got = valuesOf(() => {
          const x = images(size);
          const flat = tf.reshape(x, [-1]);
          return step(run, tf.reshape(tf.slice(flat, 0, flat.size), x.shape));
        });
        expect(got).toEqual(wanted);
      }),
      runs(40),
    );
  });
});
