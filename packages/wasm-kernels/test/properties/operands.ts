import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { draw, type Kind } from '../conformance/values.ts';
import { sizeOf } from './reference.ts';

/** How a tensor came to hold its values: kernels read through views and shared data, and stock ones keep packed weights by tensor. */
export type Origin = 'plain' | 'reshaped' | 'sliced' | 'cloned' | 'used as weights before';

const ORIGINS: readonly Origin[] = ['plain', 'reshaped', 'sliced', 'cloned', 'used as weights before'];

/** One operand of an operation. */
export interface Operand {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly origin: Origin;
}

/** Where operands come from, and of what kind their values are. */
export interface Source {
  readonly seed: number;
  readonly kind: Kind;
  readonly origins: readonly Origin[];
}

/** Sources of operands of the given kinds. */
export function sources(kinds: readonly Kind[]): fc.Arbitrary<Source> {
  const origins = fc.array(fc.constantFrom(...ORIGINS), { minLength: 2, maxLength: 2 });
  return fc.record({ seed: fc.nat(), kind: fc.constantFrom(...kinds), origins });
}

/** Operand `index` of an operation. */
export function operand({ seed, kind, origins }: Source, index: number, shape: readonly number[]): Operand {
  const values = draw(kind, sizeOf(shape), foldIn(seed, index));
  return { shape, values, origin: origins[index] ?? 'plain' };
}

function usedBefore(values: Float32Array): tf.Tensor {
  const flat = tf.tensor2d(values, [values.length, 1]);
  tf.matMul(tf.ones([1, values.length]), flat);
  const pixel = tf.ones([1, 1, 1, values.length]) as tf.Tensor4D;
  tf.conv2d(pixel, tf.reshape(flat, [1, 1, values.length, 1]) as tf.Tensor4D, 1, 'valid');
  return flat;
}

/** Makes the operand's tensor. */
export function toTensor({ shape, values, origin }: Operand): tf.Tensor {
  const whole = [...shape];
  if (origin === 'reshaped') return tf.reshape(tf.tensor1d(values), whole);
  if (origin === 'cloned') return tf.clone(tf.tensor(values, whole));
  if (values.length === 0 || origin === 'plain') return tf.tensor(values, whole);
  if (origin === 'used as weights before') return tf.reshape(usedBefore(values), whole);
  const longer = new Float32Array(values.length + 3).fill(Number.NaN);
  longer.set(values, 1);
  return tf.reshape(tf.slice(tf.tensor1d(longer), 1, values.length), whole);
}
