import * as tf from '@tensorflow/tfjs-core';
import { bools, type Case, float } from './case.ts';
import type { Kind } from './values.ts';

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const BINARY: Readonly<Record<string, readonly [Binary, Kind, Kind]>> = {
  add: [tf.add, 'normal', 'normal'],
  sub: [tf.sub, 'normal', 'normal'],
  mul: [tf.mul, 'normal', 'normal'],
  div: [tf.div, 'normal', 'positive'],
  'div by negative': [tf.div, 'normal', 'negative'],
  divNoNan: [tf.divNoNan, 'normal', 'tied'],
  // The stock CPU backend calls the quotient an int32.
  floorDiv: [(a, b) => tf.cast(tf.floorDiv(a, b), 'float32'), 'large', 'aboveOne'],
  maximum: [tf.maximum, 'normal', 'normal'],
  'maximum with ties': [tf.maximum, 'tied', 'tied'],
  minimum: [tf.minimum, 'normal', 'normal'],
  'minimum with ties': [tf.minimum, 'tied', 'tied'],
  mod: [tf.mod, 'large', 'aboveOne'],
  'mod of negative': [tf.mod, 'negative', 'aboveOne'],
  pow: [tf.pow, 'positive', 'normal'],
  squaredDifference: [tf.squaredDifference, 'normal', 'normal'],
  atan2: [tf.atan2, 'normal', 'positive'],
  prelu: [tf.prelu, 'normal', 'normal'],
  'prelu at zero': [tf.prelu, 'tied', 'normal'],
};

const SHAPES = [
  [
    [4, 5],
    [4, 5],
  ],
  [[4, 5], [5]],
  [[5], [4, 5]],
  [
    [4, 1],
    [1, 5],
  ],
  [[4, 5], []],
  [[], [3]],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 4, 1],
    [3, 1, 5],
  ],
] as const;

// prelu broadcasts its slopes only.
const SLOPES_ONLY = new Set(['prelu', 'prelu at zero']);
// tfjs-core does not sum these gradients over broadcast axes, or knows none.
const UNSUMMED = ['maximum', 'minimum', 'squaredDifference'];
const NO_GRADIENT = ['divNoNan', 'floorDiv'];

function fits(name: string, left: readonly number[], right: readonly number[]): boolean {
  return !SLOPES_ONLY.has(name) || (left.length >= right.length && left.length > 0 && !left.includes(1));
}

function isForwardOnly(name: string, left: readonly number[], right: readonly number[]): boolean {
  const isBroadcast = String(left) !== String(right);
  const isOneOf = (names: readonly string[]): boolean => names.some((start) => name.startsWith(start));
  return isOneOf(NO_GRADIENT) || (isBroadcast && isOneOf(UNSUMMED));
}

function binary(): Case[] {
  return Object.entries(BINARY).flatMap(([name, [run, a, b]]) =>
    SHAPES.filter(([left, right]) => fits(name, left, right)).map(([left, right]) => ({
      name: `${name} [${left}] [${right}]`,
      inputs: [float(left, a), float(right, b)],
      run,
      forwardOnly: isForwardOnly(name, left, right),
    })),
  );
}

/** Comparisons have no gradient, but masks of a gradient are made with them. */
function comparisons(): Case[] {
  const operations = {
    equal: tf.equal,
    notEqual: tf.notEqual,
    greater: tf.greater,
    greaterEqual: tf.greaterEqual,
    less: tf.less,
    lessEqual: tf.lessEqual,
  };
  return Object.entries(operations).flatMap(([name, run]) =>
    (['tied', 'special'] as const).map((kind) => ({
      name: `${name} ${kind}`,
      inputs: [float([6, 7], kind), float([7], kind)],
      run,
      forwardOnly: true,
    })),
  );
}

const LEFT_ALONE: Readonly<Record<string, string>> = {
  floorDiv: 'the stock CPU backend rounds infinities through int32',
  pow: 'stock tfjs-wasm follows C, where NaN to the power 0 is 1',
};

function special(): Case[] {
  const pairs = Object.entries(BINARY).filter(([name]) => !name.includes(' '));
  return pairs.map(([name, [run]]) => ({
    name: `${name} of special values`,
    inputs: [float([60], 'special'), float([60], 'special')],
    run,
    forwardOnly: true,
    ...(LEFT_ALONE[name] !== undefined && { leftAlone: LEFT_ALONE[name] }),
  }));
}

const CONDITION = [1, 0, 0, 1, 1, 0];

/** Functions of two values, with broadcasting, and selection. */
export const binaryCases: readonly Case[] = [
  ...binary(),
  ...comparisons(),
  ...special(),
  {
    name: 'where',
    inputs: [bools([2, 3], CONDITION), float([2, 3]), float([2, 3])],
    run: (c, a, b) => tf.where(c, a, b),
  },
  {
    name: 'where by broadcast condition',
    inputs: [bools([2, 1], [1, 0]), float([2, 3]), float([2, 3])],
    run: (c, a, b) => tf.where(c, a, b),
  },
  {
    name: 'where by rows',
    inputs: [bools([2], [0, 1]), float([2, 3]), float([2, 3])],
    run: (c, a, b) => tf.where(tf.reshape(c, [2, 1]), a, b),
  },
  {
    name: 'where scalar',
    inputs: [bools([2, 3], CONDITION), float([2, 3]), float([])],
    run: (c, a, b) => tf.where(c, a, b),
  },
  { name: 'addN', inputs: [float([3, 4]), float([3, 4]), float([3, 4])], run: (...all) => tf.addN(all) },
];
