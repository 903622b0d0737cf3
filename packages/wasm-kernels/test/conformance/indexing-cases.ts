import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import { type Case, float, ints } from './case.ts';
import { integer } from './values.ts';

function indices(count: number, below: number): number[] {
  return Array.from({ length: count }, (_, i) => integer(foldIn(foldIn(31, 'indices'), i), 0, below - 1));
}

/** The gradient of a gather adds up the rows that were taken more than once, and leaves zero where none was. */
function gathers(): Case[] {
  const picks: readonly (readonly [shape: number[], axis: number, index: number[]])[] = [
    [[9], 0, [6]],
    [[6, 3], 0, [8]],
    [[3, 6], 1, [8]],
    [[4, 5, 6], 1, [7]],
    [[50, 16], 0, [3, 4]],
    [[4, 7], 0, [1]],
  ];
  return picks.map(([shape, axis, index]) => {
    const count = index.reduce((product, length) => product * length, 1);
    return {
      name: `gather [${shape}] axis ${axis} by [${index}]`,
      inputs: [float(shape), ints(index, indices(count, shape[axis] ?? 1))],
      run: (x: tf.Tensor, i: tf.Tensor) => tf.gather(x, i as tf.Tensor1D, axis),
    };
  });
}

function segmentSums(): Case[] {
  return [[5], [5, 1], [5, 4], [5, 2, 3]].map((shape) => ({
    name: `unsortedSegmentSum [${shape}]`,
    inputs: [float(shape), ints([5], [2, 0, 2, 3, 2])],
    run: (x: tf.Tensor, ids: tf.Tensor) => tf.unsortedSegmentSum(x, ids as tf.Tensor1D, 5),
  }));
}

/** Reading and writing by index. */
export const indexingCases: readonly Case[] = [
  ...gathers(),
  ...segmentSums(),
  {
    name: 'unsortedSegmentSum drops ids outside',
    inputs: [float([4, 3]), ints([4], [-1, 0, 7, 1])],
    run: (x, ids) => tf.unsortedSegmentSum(x, ids as tf.Tensor1D, 2),
    forwardOnly: true,
  },
  {
    name: 'gatherND',
    inputs: [float([4, 5, 2]), ints([3, 2], [0, 1, 3, 4, 2, 2])],
    run: (x, i) => tf.gatherND(x, i),
    forwardOnly: true,
  },
  {
    name: 'scatterND',
    inputs: [ints([3, 1], [4, 0, 4]), float([3, 2])],
    run: (i, x) => tf.scatterND(i, x, [6, 2]),
    forwardOnly: true,
  },
  { name: 'oneHot', inputs: [ints([5], [0, 3, 2, 9, -1])], run: (i) => tf.oneHot(i, 4), forwardOnly: true },
  {
    name: 'oneHot float32',
    inputs: [ints([2, 3], [0, 3, 2, 9, -1, 1])],
    run: (i) => tf.oneHot(i, 4, 0.9, 0.025, 'float32'),
    forwardOnly: true,
  },
  {
    name: 'oneHot of nothing',
    inputs: [ints([0], [])],
    run: (i) => tf.oneHot(i, 4, 1, 0, 'float32'),
    forwardOnly: true,
  },
  { name: 'topk', inputs: [float([3, 8])], run: (x) => tf.topk(x, 3).values, forwardOnly: true },
];
