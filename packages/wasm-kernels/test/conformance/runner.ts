import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import type { Case, Input } from './case.ts';
import { draw } from './values.ts';

/** What one backend makes of a case. */
export interface Outcome {
  readonly tensors: readonly Result[];
  /** Tensors the case left behind. */
  readonly leaked: number;
}

interface Result {
  readonly what: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function toTensor(input: Input, name: string, index: number): tf.Tensor {
  if ('kind' in input) {
    const values = draw(input.kind, sizeOf(input.shape), foldIn(foldIn(1, name), index));
    return tf.tensor(values, [...input.shape], 'float32');
  }
  return tf.tensor([...input.values], [...input.shape], input.dtype);
}

function describe(what: string, tensor: tf.Tensor): Result {
  return { what, shape: tensor.shape, dtype: tensor.dtype, values: Array.from(tensor.dataSync()) };
}

/** The gradients of Σ run(inputs) · dy by the float inputs, for a random dy. */
function gradients({ name, run }: Case, inputs: readonly tf.Tensor[], value: tf.Tensor): Result[] {
  const floats = inputs.filter(({ dtype }) => dtype === 'float32');
  const dy = tf.tensor(draw('normal', value.size, foldIn(foldIn(2, name), 'dy')), value.shape);
  const merged = (...given: tf.Tensor[]): tf.Tensor => {
    let next = 0;
    return run(...inputs.map((input) => (input.dtype === 'float32' ? (given[next++] ?? input) : input)));
  };
  return tf
    .grads(merged)(floats, dy)
    .map((gradient, i) => describe(`gradient ${i}`, gradient));
}

/** Runs a case on the current backend. */
export function runCase(test: Case): Outcome {
  const before = tf.memory().numTensors;
  const tensors: Result[] = [];
  tf.tidy(() => {
    const inputs = test.inputs.map((input, i) => toTensor(input, test.name, i));
    const value = test.run(...inputs);
    tensors.push(describe('value', value), ...(test.forwardOnly ? [] : gradients(test, inputs, value)));
  });
  return { tensors, leaked: tf.memory().numTensors - before };
}

/**
 * float32 rounds to 2⁻²⁴ of a value. Operations round a handful of times, their elementary functions are good to a few units, and a sum of
 * n terms errs by about √n of them; the terms of a sum are about as large as the largest results of the same tensor. So results may be off
 * by this many units in the last place of themselves and of the largest finite result beside them.
 */
const ULPS = 32;
const ULP = 2 ** -23;

/** The first disagreement of two outcomes, in words; undefined where they agree. */
export function difference(expected: Outcome, got: Outcome, ulps: number = ULPS): string | undefined {
  for (const [i, reference] of expected.tensors.entries()) {
    const found = got.tensors[i];
    if (found === undefined) return `${reference.what} is missing`;
    const [a, b] = [`[${reference.shape}] ${reference.dtype}`, `[${found.shape}] ${found.dtype}`];
    if (a !== b) return `${reference.what} is ${b}, should be ${a}`;
    const wrong = firstWrong(reference.values, found.values, ulps);
    if (wrong !== undefined) {
      return `${reference.what} [${found.shape}] at ${wrong}: ${found.values[wrong]}, should be ${reference.values[wrong]}`;
    }
  }
  return got.leaked === 0 ? undefined : `${got.leaked} tensors leaked`;
}

function firstWrong(expected: readonly number[], got: readonly number[], ulps: number): number | undefined {
  const largest = expected.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
  const scale = Math.min(largest, 1e30);
  const index = expected.findIndex((value, i) => {
    const found = got[i];
    if (found === undefined || Number.isNaN(value)) return !Number.isNaN(found);
    if (!Number.isFinite(value)) return found !== value;
    return !(Math.abs(found - value) <= ulps * ULP * (Math.abs(value) + scale));
  });
  return index < 0 ? undefined : index;
}
