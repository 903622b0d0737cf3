import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';

const OPERATIONS: Readonly<Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  squaredDifference: tf.squaredDifference,
};

const SHAPES = [
  [[6, 5], [5]],
  [[3, 2, 4, 9], [9]],
  [
    [3, 2, 4, 8],
    [1, 1, 1, 8],
  ],
  [
    [7, 6],
    [7, 1],
  ],
  [
    [2, 3, 9],
    [1, 3, 1],
  ],
  [
    [2, 3, 4, 5],
    [3, 4, 1],
  ],
  [
    [2, 3, 4],
    [2, 1, 4],
  ],
  [
    [2, 3, 4],
    [1, 1, 1, 1],
  ],
  [
    [4, 1],
    [1, 3],
  ],
  [[5, 3], []],
  [[0, 3], [3]],
  [
    [3, 5],
    [2, 3, 5],
  ],
] as const;

// tfjs-core does not sum the gradient of squaredDifference over broadcast axes.
function both(kind: 'normal' | 'special'): Case[] {
  return Object.entries(OPERATIONS).flatMap(([name, run]) =>
    SHAPES.flatMap(([a, b]) =>
      [[a, b] as const, [b, a] as const].map(([left, right]) => ({
        name: `${name} broadcast ${kind} [${left}] and [${right}]`,
        inputs: [float(left, kind), float(right, kind)],
        run,
        forwardOnly: kind === 'special' || name === 'squaredDifference',
      })),
    ),
  );
}

/** Operations of two tensors of which one is spread over some axes of the other, in all the ways that go different paths. */
export const broadcastCases: readonly Case[] = [...both('normal'), ...both('special')];
