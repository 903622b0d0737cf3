import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';

const X = [3, 4, 5];

/** Every operation here moves values without changing them; a weighted sum of the parts makes one result of several. */
function weighted(parts: readonly tf.Tensor[]): tf.Tensor {
  return tf.addN(parts.map((part, i) => tf.mul(part, i + 1)));
}

function transposes(): Case[] {
  const permutations = [
    [1, 0, 2],
    [2, 1, 0],
    [0, 2, 1],
    [1, 2, 0],
  ];
  return [
    ...permutations.map((perm) => ({
      name: `transpose ${perm}`,
      inputs: [float(X)],
      run: (x: tf.Tensor) => tf.transpose(x, perm),
    })),
    { name: 'transpose of a matrix', inputs: [float([5, 9])], run: (x) => tf.transpose(x) },
    { name: 'transpose 3,1,0,2', inputs: [float([2, 3, 4, 5])], run: (x) => tf.transpose(x, [3, 1, 0, 2]) },
    { name: 'transpose rank 5', inputs: [float([2, 3, 2, 3, 2])], run: (x) => tf.transpose(x, [4, 2, 0, 1, 3]) },
  ];
}

function pads(): Case[] {
  const modes = ['reflect', 'symmetric'] as const;
  return [
    {
      name: 'pad 2d',
      inputs: [float([3, 4])],
      run: (x) =>
        tf.pad(x, [
          [1, 2],
          [0, 3],
        ]),
    },
    {
      name: 'pad 2d with a value',
      inputs: [float([3, 4])],
      run: (x) =>
        tf.pad(
          x,
          [
            [1, 0],
            [2, 1],
          ],
          7,
        ),
    },
    {
      name: 'pad 4d',
      inputs: [float([2, 3, 3, 2])],
      run: (x) =>
        tf.pad(x, [
          [0, 0],
          [1, 1],
          [2, 0],
          [0, 0],
        ]),
    },
    ...modes.map((mode) => ({
      name: `mirrorPad ${mode}`,
      inputs: [float([3, 4])],
      run: (x: tf.Tensor) =>
        tf.mirrorPad(
          x,
          [
            [1, 2],
            [2, 1],
          ],
          mode,
        ),
    })),
  ];
}

function slices(): Case[] {
  return [
    { name: 'slice', inputs: [float(X)], run: (x) => tf.slice(x, [1, 0, 2], [2, 3, 2]) },
    { name: 'slice to the end', inputs: [float(X)], run: (x) => tf.slice(x, [0, 1, 0], [-1, -1, 2]) },
    { name: 'slice 1d', inputs: [float([9])], run: (x) => tf.slice(x, [3], [4]) },
    { name: 'slice 4d', inputs: [float([2, 3, 4, 5])], run: (x) => tf.slice(x, [0, 1, 1, 0], [2, 2, 2, 4]) },
    {
      name: 'stridedSlice',
      inputs: [float(X)],
      run: (x) => tf.stridedSlice(x, [0, 3, 0], [3, 0, 5], [2, -1, 2]),
      forwardOnly: true,
    },
    { name: 'split', inputs: [float([6, 4])], run: (x) => weighted(tf.split(x, 3, 0)) },
    { name: 'split along columns', inputs: [float([3, 6])], run: (x) => weighted(tf.split(x, 2, 1)) },
    {
      name: 'split by sizes',
      inputs: [float([3, 6])],
      run: (x) => tf.concat([...tf.split(x, [1, 3, 2], 1)].reverse(), 1),
    },
    { name: 'unstack', inputs: [float(X)], run: (x) => weighted(tf.unstack(x, 1)) },
  ];
}

function joins(): Case[] {
  return [
    ...[0, 1, 2].map((axis) => ({
      name: `concat axis ${axis}`,
      inputs: [float(X), float(X), float(X)],
      run: (...all: tf.Tensor[]) => tf.concat(all, axis),
    })),
    {
      name: 'concat of unequal',
      inputs: [float([2, 3]), float([2, 1]), float([2, 4])],
      run: (...all) => tf.concat(all, 1),
    },
    ...[0, 1, 2].map((axis) => ({
      name: `stack axis ${axis}`,
      inputs: [float([3, 4]), float([3, 4])],
      run: (...all: tf.Tensor[]) => tf.stack(all, axis),
    })),
  ];
}

/** Operations that move values. */
export const shapingCases: readonly Case[] = [
  ...transposes(),
  ...pads(),
  ...slices(),
  ...joins(),
  { name: 'reshape', inputs: [float(X)], run: (x) => tf.reshape(x, [5, 12]) },
  { name: 'expandDims and squeeze', inputs: [float([3, 1, 4])], run: (x) => tf.squeeze(tf.expandDims(x, 0), [2]) },
  { name: 'flatten', inputs: [float(X)], run: (x) => tf.reshape(x, [-1]) },
  { name: 'reverse all', inputs: [float(X)], run: (x) => tf.reverse(x) },
  { name: 'reverse an axis', inputs: [float([2, 3, 4, 5])], run: (x) => tf.reverse(x, [1, 3]) },
  { name: 'tile', inputs: [float([2, 3])], run: (x) => tf.tile(x, [2, 3]) },
  { name: 'tile 1d', inputs: [float([4])], run: (x) => tf.tile(x, [3]) },
  { name: 'tile 3d', inputs: [float([2, 1, 3])], run: (x) => tf.tile(x, [1, 4, 2]) },
  { name: 'tile 4d', inputs: [float([2, 1, 3, 2])], run: (x) => tf.tile(x, [2, 2, 1, 2]) },
  { name: 'broadcastTo', inputs: [float([3, 1])], run: (x) => tf.broadcastTo(x, [2, 3, 4]) },
  {
    name: 'spaceToBatchND',
    inputs: [float([1, 4, 4, 3])],
    run: (x) =>
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [2, 0],
        ],
      ),
  },
  {
    name: 'batchToSpaceND',
    inputs: [float([4, 2, 3, 2])],
    run: (x) =>
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
  },
  {
    name: 'depthToSpace',
    inputs: [float([1, 2, 3, 8])],
    run: (x) => tf.depthToSpace(x as tf.Tensor4D, 2),
    forwardOnly: true,
  },
];
