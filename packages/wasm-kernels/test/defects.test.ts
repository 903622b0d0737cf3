import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../src/index.ts';
import { draw } from './conformance/values.ts';

function random(shape: number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(draw('normal', size, seed), shape);
}

/** Each gives numbers of order one, so that a tolerance of 1e-4 is a thousand roundings of float32. */
const DEFECTS: Readonly<Record<string, () => tf.Tensor>> = {
  'MaxPoolGrad of a window that is negative throughout': () => {
    const x = tf.tensor4d([-4, -3, -2, -1], [1, 2, 2, 1]);
    return tf.grad((input) => tf.maxPool(input as tf.Tensor4D, 2, 2, 'valid'))(x);
  },
  'MaxPoolGrad of a window with ties, which goes to the first': () => {
    const x = tf.tensor4d([1, 3, 3, 3], [1, 2, 2, 1]);
    return tf.grad((input) => tf.maxPool(input as tf.Tensor4D, 2, 2, 'valid'))(x);
  },
  'fused matMul with bias, transposed, inner dimension over 48': () =>
    tf.fused.matMul({ a: random([3, 49], 1), b: random([5, 49], 2), transposeB: true, bias: random([5], 3) }),
  'fused matMul with ReLU, batched, inner dimension over 48': () =>
    tf.fused.matMul({ a: random([2, 3, 49], 1), b: random([2, 49, 5], 2), activation: 'relu' }),
  'matMul by a reshaped view of a tensor that was on the right before': () => {
    const b = random([6, 4], 4);
    tf.matMul(random([2, 6], 5), b);
    return tf.matMul(random([2, 4], 6), tf.reshape(b, [4, 6]));
  },
  'conv2d with same padding on one axis and a stride longer than the filter on the other': () =>
    tf.conv2d(random([1, 8, 6, 3], 7) as tf.Tensor4D, random([3, 2, 3, 4], 8) as tf.Tensor4D, 3, 'same'),
  'depthwiseConv2d with same padding on one axis and a stride longer than the filter on the other': () =>
    tf.depthwiseConv2d(random([1, 8, 6, 3], 7) as tf.Tensor4D, random([3, 2, 3, 2], 8) as tf.Tensor4D, 3, 'same'),
  'maxPool of a window that starts with NaN': () =>
    tf.maxPool(tf.tensor4d([Number.NaN, 3, 1, 2], [1, 2, 2, 1]), 2, 2, 'valid'),
  'depthwiseConv2d of NaN, which has to stay NaN': () => {
    const x = tf.tensor4d([1, Number.NaN], [1, 1, 1, 2]);
    return tf.cast(tf.isNaN(tf.depthwiseConv2d(x, tf.ones([1, 1, 2, 1]) as tf.Tensor4D, 1, 'valid')), 'float32');
  },
  'oneHot as float32': () => tf.oneHot(tf.tensor1d([2, 0, -1, 3], 'int32'), 3, 0.9, 0.1, 'float32'),
  'cast to bool of fractions, and of numbers beyond a byte': () =>
    tf.cast(tf.cast(tf.tensor1d([0.5, 2, 256, -1, 0]), 'bool'), 'float32'),
  'prelu with one slope for each row': () => tf.prelu(random([2, 3, 4], 9), random([3, 1], 10)),
};

type Pad = number | tf.backend_util.ExplicitPadding;

const SIDES: tf.backend_util.ExplicitPadding = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
];

function valueAndGradient(run: (x: tf.Tensor4D) => tf.Tensor, x: tf.Tensor): tf.Tensor {
  const gradient = tf.grad((input) => run(input as tf.Tensor4D))(x);
  return tf.concat([run(x as tf.Tensor4D), gradient].map((part) => tf.reshape(part, [-1])));
}

/** One number as padding, with filters that are wider than high: stock makes too much room, and writes outside nothing. */
const PADDED: Readonly<Record<string, (pad: Pad) => tf.Tensor>> = {
  'maxPool padded by one number, filter not square': (pad) =>
    valueAndGradient((x) => tf.maxPool(x, [2, 3], 1, pad), random([1, 6, 5, 3], 14)),
  'avgPool padded by one number, filter not square': (pad) =>
    valueAndGradient((x) => tf.avgPool(x, [2, 3], 1, pad), random([1, 6, 5, 3], 15)),
  'conv2d padded by one number, filter not square': (pad) =>
    tf.conv2d(random([1, 6, 5, 3], 16) as tf.Tensor4D, random([2, 3, 3, 4], 17) as tf.Tensor4D, 1, pad),
};

/** Sizes rounded up, which is as if there were a row and a column of padding more: tfjs-core does not tell a gradient how it rounded. */
const ROUNDED_UP: Readonly<Record<string, (isToldPadding: boolean) => tf.Tensor>> = Object.fromEntries(
  Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool }).map(([name, pool]) => [
    `${name} and its gradient with sizes rounded up`,
    (isToldPadding) => {
      const more: tf.backend_util.ExplicitPadding = [
        [0, 0],
        [0, 1],
        [0, 1],
        [0, 0],
      ];
      const run = (x: tf.Tensor4D): tf.Tensor => (isToldPadding ? pool(x, 2, 2, more) : pool(x, 2, 2, 0, 'ceil'));
      return valueAndGradient(run, random([1, 5, 7, 3], 19));
    },
  ]),
);

function roundedUp(isToldPadding: boolean): Record<string, () => tf.Tensor> {
  return Object.fromEntries(Object.entries(ROUNDED_UP).map(([name, run]) => [name, () => run(isToldPadding)]));
}

/** tfjs-core reckons a wrong width from one number on every backend, so the reference is told all four. */
function padded(pad: Pad): Record<string, () => tf.Tensor> {
  return Object.fromEntries(Object.entries(PADDED).map(([name, run]) => [name, () => run(pad)]));
}

const MISSING: Readonly<Record<string, () => tf.Tensor>> = {
  Conv2DBackpropFilter: () =>
    tf.grad((w) => tf.conv2d(random([2, 5, 5, 3], 11) as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'))(
      random([3, 3, 3, 4], 12),
    ),
  DepthwiseConv2dNativeBackpropFilter: () =>
    tf.grad((w) => tf.depthwiseConv2d(random([2, 5, 5, 3], 11) as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'))(
      random([3, 3, 3, 2], 12),
    ),
  DepthwiseConv2dNativeBackpropInput: () =>
    tf.grad((x) => tf.depthwiseConv2d(x as tf.Tensor4D, random([3, 3, 3, 2], 12) as tf.Tensor4D, 1, 'same'))(
      random([2, 5, 5, 3], 11),
    ),
  UnsortedSegmentSum: () => tf.grad((x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32')))(random([4, 3], 13)),
};

type Values = number[] | string;

function values(run: () => tf.Tensor): Values {
  try {
    return tf.tidy(() => Array.from(run().dataSync()));
  } catch (error) {
    return String(error);
  }
}

function valuesOfAll(cases: Readonly<Record<string, () => tf.Tensor>>): Record<string, Values> {
  return Object.fromEntries(Object.entries(cases).map(([name, run]) => [name, values(run)]));
}

function largestDifference(a: Values | undefined, b: Values | undefined): number {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => {
    const distance = Math.abs(value - (b[i] ?? Number.NaN));
    return Math.max(most, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
  }, 0);
}

describe('stock tfjs-wasm', () => {
  const all = { ...DEFECTS, ...MISSING, ...padded(1), ...roundedUp(false) };
  let cpu: Record<string, Values> = {};
  let stock: Record<string, Values> = {};
  let ours: Record<string, Values> = {};
  beforeAll(async () => {
    await useStockCpu();
    cpu = valuesOfAll({ ...all, ...padded(SIDES), ...roundedUp(true) });
    await tf.setBackend('wasm');
    // Memory that held other numbers before: an output that nobody writes is not zero by luck.
    tf.tidy(() => Array.from({ length: 50 }, (_, i) => tf.fill([20 + 8 * i], 7)));
    stock = valuesOfAll(all);
    installWasmKernels();
    ours = valuesOfAll(all);
  });

  it.each(Object.keys({ ...DEFECTS, ...PADDED, ...ROUNDED_UP }))('is wrong and this package right: %s', (name) => {
    expect(stock[name]).toBeInstanceOf(Array);
    expect(largestDifference(cpu[name], stock[name])).toBeGreaterThan(0.01);
    expect(largestDifference(cpu[name], ours[name])).toBeLessThan(1e-4);
  });

  it.each(Object.keys(MISSING))('has no kernel, and this package has: %s', (name) => {
    expect(stock[name]).toContain(`Kernel '${name}' not registered`);
    expect(largestDifference(cpu[name], ours[name])).toBeLessThan(1e-4);
  });
});

describe('one number as padding, where the stock backend would write outside the tensor', () => {
  const partsOf = (parts: readonly tf.Tensor[]): tf.Tensor => tf.concat(parts.map((part) => tf.reshape(part, [-1])));

  it('means the same on all sides of a convolution, forward and backward', () => {
    const [x, w] = [random([1, 6, 8, 3], 30) as tf.Tensor4D, random([3, 1, 3, 4], 31) as tf.Tensor4D];
    const convolve = (a: tf.Tensor, b: tf.Tensor, pad: Pad): tf.Tensor =>
      tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, [2, 1], pad);
    const all = (pad: Pad): Values =>
      values(() => partsOf([convolve(x, w, pad), ...tf.grads((a, b) => convolve(a, b, pad))([x, w])]));
    expect(tf.tidy(() => convolve(x, w, 1).shape)).toEqual([1, 3, 10, 4]);
    expect(largestDifference(all(1), all(SIDES))).toBe(0);
    tf.dispose([x, w]);
  });

  const POOLS = { maxPool: tf.maxPool, avgPool: tf.avgPool } as const;

  it.each(Object.entries(POOLS))('means the same on all sides of %s, forward and backward', (_name, pool) => {
    const x = random([1, 6, 9, 4], 32) as tf.Tensor4D;
    const all = (pad: Pad): Values =>
      values(() => valueAndGradient((input) => pool(input, [3, 2], [3, 1], pad) as tf.Tensor, x));
    expect(tf.tidy(() => pool(x, [3, 2], [3, 1], 1).shape)).toEqual([1, 2, 10, 4]);
    expect(largestDifference(all(1), all(SIDES))).toBe(0);
    x.dispose();
  });
});

describe('after installation, with caches of the stock backend', () => {
  it('sees weights that a variable took over, and weights made after others were disposed', () => {
    const x = random([1, 4, 4, 2], 20) as tf.Tensor4D;
    const weights = tf.variable(random([2, 2, 2, 3], 21));
    const convolve = (): Values => values(() => tf.conv2d(x, weights as tf.Tensor as tf.Tensor4D, 1, 'valid'));
    const before = convolve();
    weights.assign(tf.mul(weights, -2));
    expect(
      largestDifference(
        convolve(),
        (before as number[]).map((value) => -2 * value),
      ),
    ).toBeLessThan(1e-4);
    for (let i = 1; i <= 20; i++) {
      const dense = tf.fill([6, 5], i);
      const product = tf.matMul(tf.ones([2, 6]), dense);
      expect(Array.from(product.dataSync())).toEqual(new Array(10).fill(6 * i));
      tf.dispose([dense, product]);
    }
    tf.dispose([x, weights]);
  });
});
