import * as tf from '@tensorflow/tfjs-core';
import { elementsOf, type Field } from '../dataset.ts';
import { assembleInputs } from './assemble.ts';
import type { CheckedOptions } from './batch-options.ts';
import { isTransform, loadTransform } from './load-transform.ts';
import { prefetch } from './prefetch.ts';
import { type PackedExamples, type TransformedInputs, transformExamples } from './transform-examples.ts';
import type { TransformAddress } from './transform-reference.ts';
import { usePool } from './worker-pool.ts';

/** The examples of a batch, and its inputs for when the loop asks: until then there is no tensor. */
export interface BatchInputs {
  readonly indices: Uint32Array;
  readonly x: () => tf.Tensor;
}

/** The inputs of each batch in turn, made here or by workers. */
export function batchInputs(
  field: Field,
  plan: Iterable<Uint32Array>,
  options: CheckedOptions,
): AsyncIterable<BatchInputs> | Iterable<BatchInputs> {
  const { transform, workers } = options;
  if (transform === undefined) return untransformed(field, plan);
  const packed = requirePacked(field);
  if (workers === 0 || isTransform(transform)) return transformedHere(packed, plan, options);
  return transformedByWorkers(packed, plan, transform, options);
}

function* untransformed(field: Field, plan: Iterable<Uint32Array>): Generator<BatchInputs> {
  for (const indices of plan) yield { indices, x: () => assembleInputs(field, indices) };
}

async function* transformedHere(
  packed: PackedExamples,
  plan: Iterable<Uint32Array>,
  { transform: given, drawSeed, epoch }: CheckedOptions,
): AsyncGenerator<BatchInputs> {
  const transform = isTransform(given) ? given : await loadTransform(given as TransformAddress);
  const draw = { seed: drawSeed, epoch };
  for (const indices of plan) {
    yield { indices, x: () => tensorOf(transformExamples(packed, indices, indices, transform, draw)) };
  }
}

async function* transformedByWorkers(
  packed: PackedExamples,
  plan: Iterable<Uint32Array>,
  address: TransformAddress,
  { drawSeed: seed, epoch, workers, prefetch: ahead, signal }: CheckedOptions,
): AsyncGenerator<BatchInputs> {
  const pool = await usePool(workers);
  const transform = async (indices: Uint32Array): Promise<BatchInputs> => {
    const job = { address, examples: gather(packed, indices), indices: indices.slice(), seed, epoch };
    const made = await pool.run(job);
    return { indices, x: () => tensorOf(made) };
  };
  signal?.addEventListener('abort', pool.cancel);
  try {
    signal?.throwIfAborted();
    yield* prefetch(plan, transform, ahead);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', pool.cancel);
    pool.release();
  }
}

/** Copies of the examples, which can be handed over to another thread. */
function gather({ data, ...field }: PackedExamples, indices: Uint32Array): PackedExamples {
  const width = elementsOf(field.shape);
  const length = indices.length * width;
  const copies = data instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  indices.forEach((index, i) => {
    copies.set(data.subarray(index * width, (index + 1) * width), i * width);
  });
  return { ...field, data: copies };
}

/** @throws TypeError if the field is not one that a transform takes */
export function requirePacked({ data, shape, scale, range }: Field): PackedExamples {
  if (data instanceof Int32Array) {
    throw new TypeError('batches: a transform takes inputs kept as Uint8Array or Float32Array, got Int32Array');
  }
  return { data, shape, ...(scale !== undefined && { scale }), ...(range !== undefined && { range }) };
}

function tensorOf({ values, shape }: TransformedInputs): tf.Tensor {
  return tf.tensor(values, [...shape], 'float32');
}
