import * as tf from '@tensorflow/tfjs-core';
import { type Case, float, ints } from './case.ts';
import type { Kind } from './values.ts';

type Reduce = (x: tf.Tensor, axis: number[], keepDims: boolean) => tf.Tensor;

const REDUCTIONS: Readonly<Record<string, readonly [Reduce, ...Kind[]]>> = {
  sum: [tf.sum, 'normal'],
  mean: [tf.mean, 'normal'],
  max: [tf.max, 'normal', 'negative', 'tied'],
  min: [tf.min, 'normal', 'positive', 'tied'],
  prod: [tf.prod, 'normal', 'positive'],
  logSumExp: [tf.logSumExp, 'normal', 'large'],
  variance: [(x, axis, keepDims) => tf.moments(x, axis, keepDims).variance, 'normal'],
  euclideanNorm: [(x, axis, keepDims) => tf.euclideanNorm(x, axis, keepDims), 'positive'],
};

const AXES = [
  [[6], [0]],
  [[4, 5], [0]],
  [[4, 5], [1]],
  [
    [4, 5],
    [0, 1],
  ],
  [[3, 4, 5], [1]],
  [
    [3, 4, 5],
    [0, 2],
  ],
  [
    [2, 3, 4, 5],
    [0, 1, 2],
  ],
  [[2, 3, 4, 5], [3]],
] as const;

// The gradient of prod calls a chained method, which tfjs-core alone does not have.
function reductions(): Case[] {
  return Object.entries(REDUCTIONS).flatMap(([name, [run, ...kinds]]) =>
    kinds.flatMap((kind) =>
      AXES.filter(([, axis]) => name !== 'euclideanNorm' || axis.length < 3).flatMap(([shape, axis]) =>
        [false, true].map((keepDims) => ({
          name: `${name} ${kind} [${shape}] over ${axis}${keepDims ? ' kept' : ''}`,
          inputs: [float(shape, kind)],
          run: (x: tf.Tensor) => run(x, [...axis], keepDims),
          forwardOnly: name === 'prod',
        })),
      ),
    ),
  );
}

/** Forward only along other axes than the last: tfjs-core gives their gradient a permuted shape. */
function cumulative(): Case[] {
  const along = [
    [[6], 0],
    [[3, 4], 0],
    [[3, 4], 1],
    [[3, 4, 5], 2],
  ] as const;
  return [true, false].flatMap((exclusive) =>
    [true, false].flatMap((reverse) =>
      along.map(([shape, axis]) => ({
        name: `cumsum [${shape}] axis ${axis} exclusive ${exclusive} reverse ${reverse}`,
        inputs: [float(shape)],
        run: (x: tf.Tensor) => tf.cumsum(x, axis, exclusive, reverse),
        forwardOnly: axis < shape.length - 1,
      })),
    ),
  );
}

function cumulativeProducts(): Case[] {
  return [true, false].map((exclusive) => ({
    name: `cumprod exclusive ${exclusive}`,
    inputs: [float([3, 6], 'positive')],
    run: (x: tf.Tensor) => tf.cumprod(x, 1, exclusive),
    forwardOnly: true,
  }));
}

function special(): Case[] {
  const all = { sum: tf.sum, mean: tf.mean, max: tf.max, min: tf.min, prod: tf.prod };
  return Object.entries(all).map(([name, run]) => ({
    name: `${name} of special values`,
    inputs: [float([12, 5], 'special')],
    run: (x: tf.Tensor) => run(x, 1),
    forwardOnly: true,
  }));
}

const LAID_OUT = [
  [
    [5, 3, 70, 2],
    [1, 3],
  ],
  [[3, 1, 5], [1]],
  [
    [2, 70, 20],
    [0, 1],
  ],
  [[4, 5], []],
  [[130, 37], [0]],
  [
    [2, 0, 3],
    [0, 1],
  ],
  [
    [0, 3],
    [0, 1],
  ],
  [[2, 0, 3], [0]],
] as const;

/** Runs of axes that take one and two passes, more rows than a block of the accumulation, no axes, and nothing to add up. */
function layouts(): Case[] {
  return Object.entries({ sum: tf.sum, mean: tf.mean }).flatMap(([name, run]) =>
    LAID_OUT.map(([shape, axis]) => ({
      name: `${name} laid out [${shape}] over ${axis}`,
      inputs: [float(shape)],
      run: (x: tf.Tensor) => run(x, [...axis]),
    })),
  );
}

function specialColumns(): Case[] {
  return Object.entries({ sum: tf.sum, mean: tf.mean }).flatMap(([name, run]) =>
    [[0], [0, 1], [0, 2]].map((axis) => ({
      name: `${name} of special values over ${axis}`,
      inputs: [float([2, 3, 21], 'special')],
      run: (x: tf.Tensor) => run(x, axis),
      forwardOnly: true,
    })),
  );
}

/** Sums, means, extremes and running sums. */
export const reductionCases: readonly Case[] = [
  ...reductions(),
  ...cumulative(),
  ...cumulativeProducts(),
  ...special(),
  ...layouts(),
  ...specialColumns(),
  {
    name: 'sum of integers',
    inputs: [ints([2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
    run: (x) => tf.sum(x, [0, 2]),
    forwardOnly: true,
  },
  { name: 'max of wide rows', inputs: [float([3, 2, 37], 'negative')], run: (x) => tf.max(x, 2, true) },
  {
    name: 'max of wide special rows',
    inputs: [float([9, 37], 'special')],
    run: (x) => tf.max(x, 1),
    forwardOnly: true,
  },
  { name: 'max of the last two axes', inputs: [float([3, 4, 5], 'tied')], run: (x) => tf.max(x, [1, 2]) },
  { name: 'norm 1', inputs: [float([4, 5])], run: (x) => tf.norm(x, 1) },
  { name: 'norm by columns', inputs: [float([4, 5])], run: (x) => tf.norm(x, 'euclidean', 1) },
  { name: 'argMax', inputs: [float([4, 5], 'tied')], run: (x) => tf.argMax(x, 1), forwardOnly: true },
  { name: 'argMax of negative', inputs: [float([4, 5], 'negative')], run: (x) => tf.argMax(x, 1), forwardOnly: true },
  { name: 'argMin', inputs: [float([4, 5], 'tied')], run: (x) => tf.argMin(x, 0), forwardOnly: true },
  { name: 'sum of many', inputs: [float([100_000])], run: (x) => tf.sum(x), ulps: 4096 },
  { name: 'mean of many rows', inputs: [float([20_000, 3])], run: (x) => tf.mean(x, 0), ulps: 4096 },
];
