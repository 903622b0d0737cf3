import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';
import type { Kind } from './values.ts';

type Unary = (x: tf.Tensor) => tf.Tensor;

const UNARY: Readonly<Record<string, readonly [Unary, ...Kind[]]>> = {
  abs: [tf.abs, 'normal', 'tied'],
  acos: [tf.acos, 'unit'],
  acosh: [tf.acosh, 'aboveOne'],
  asin: [tf.asin, 'unit'],
  asinh: [tf.asinh, 'normal'],
  atan: [tf.atan, 'normal'],
  atanh: [tf.atanh, 'unit'],
  ceil: [tf.ceil, 'normal', 'large'],
  clipByValue: [(x) => tf.clipByValue(x, -1, 1), 'normal', 'tied'],
  cos: [tf.cos, 'normal', 'large'],
  cosh: [tf.cosh, 'normal'],
  elu: [tf.elu, 'normal', 'tied', 'large'],
  erf: [tf.erf, 'normal'],
  exp: [tf.exp, 'normal', 'tied'],
  expm1: [tf.expm1, 'normal', 'tied'],
  floor: [tf.floor, 'normal', 'large'],
  leakyRelu: [(x) => tf.leakyRelu(x, 0.1), 'normal', 'tied'],
  log: [tf.log, 'positive'],
  log1p: [tf.log1p, 'positive', 'unit'],
  logSigmoid: [tf.logSigmoid, 'normal', 'large'],
  neg: [tf.neg, 'normal'],
  reciprocal: [tf.reciprocal, 'positive', 'negative'],
  relu: [tf.relu, 'normal', 'tied'],
  relu6: [tf.relu6, 'large', 'tied'],
  round: [tf.round, 'normal'],
  rsqrt: [tf.rsqrt, 'positive'],
  selu: [tf.selu, 'normal', 'tied'],
  sigmoid: [tf.sigmoid, 'normal', 'large'],
  sign: [tf.sign, 'normal', 'tied'],
  sin: [tf.sin, 'normal', 'large'],
  sinh: [tf.sinh, 'normal'],
  softplus: [tf.softplus, 'normal', 'large'],
  sqrt: [tf.sqrt, 'positive'],
  square: [tf.square, 'normal'],
  step: [(x) => tf.step(x, 0.2), 'normal', 'tied'],
  tan: [tf.tan, 'unit'],
  tanh: [tf.tanh, 'normal', 'large'],
  'cast to int and back': [(x) => tf.cast(tf.cast(x, 'int32'), 'float32'), 'large'],
  'cast to bool and back': [(x) => tf.cast(tf.cast(x, 'bool'), 'float32'), 'normal', 'tied'],
  'cast to int, to bool, to int': [(x) => tf.cast(tf.cast(tf.cast(x, 'int32'), 'bool'), 'int32'), 'large', 'tied'],
  'cast to itself': [(x) => tf.cast(x, 'float32'), 'normal'],
  identity: [tf.clone, 'normal'],
  zerosLike: [tf.zerosLike, 'normal'],
  onesLike: [tf.onesLike, 'normal'],
};

const SHAPES = [[7], [3, 5], [2, 3, 4, 5]];
// The derivative of a cast to int or bool and back is not defined by tfjs.
const FORWARD = new Set(Object.keys(UNARY).filter((name) => /^cast to (int|bool)/.test(name)));

function unary(): Case[] {
  return Object.entries(UNARY).flatMap(([name, [run, ...kinds]]) =>
    kinds.flatMap((kind) =>
      SHAPES.map((shape) => ({
        name: `${name} ${kind} [${shape}]`,
        inputs: [float(shape, kind)],
        run,
        forwardOnly: FORWARD.has(name),
      })),
    ),
  );
}

const LOSES_NAN = new Set(['clipByValue', 'relu6']);

/** NaN, infinities, signed zeros and subnormal numbers, through everything that takes them. */
function special(): Case[] {
  return Object.entries(UNARY).map(([name, [run]]) => ({
    name: `${name} of special values`,
    inputs: [float([40], 'special')],
    run,
    forwardOnly: true,
    ...(LOSES_NAN.has(name) && { leftAlone: 'stock tfjs-wasm turns NaN into a limit of the range' }),
  }));
}

/** Functions of one value. */
export const elementwiseCases: readonly Case[] = [...unary(), ...special()];
