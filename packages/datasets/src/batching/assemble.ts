import { describeShape, describeValue, requireEqualShapes } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { elementsOf, type Field, type FieldData } from '../dataset.ts';
import type { Example, ExampleDraw, ExampleTransform } from './example-transform.ts';
import { gatherUint8, hasGatherUint8 } from './gather-uint8.ts';

/** Inputs of a batch: float32 `[batch, ...shape]`, scaled while they are gathered. */
export function assembleInputs(field: Field, indices: Uint32Array): tf.Tensor {
  const { data, shape, scale = 1 } = field;
  if (data instanceof Uint8Array && hasGatherUint8()) return gatherUint8(data, indices, shape, scale);
  const width = elementsOf(shape);
  const values = new Float32Array(indices.length * width);
  indices.forEach((index, i) => {
    copyScaled(data.subarray(index * width, (index + 1) * width), values.subarray(i * width, (i + 1) * width), scale);
  });
  return tf.tensor(values, [indices.length, ...shape], 'float32');
}

/** Inputs of a batch through a transform, which may change their shape. */
export function assembleTransformed(
  field: Field,
  indices: Uint32Array,
  transform: ExampleTransform,
  draw: Omit<ExampleDraw, 'index'>,
): tf.Tensor {
  let shape: readonly number[] = field.shape;
  let width = 0;
  let values = new Float32Array(0);
  indices.forEach((index, i) => {
    const made = transform.apply(exampleAt(field, index), { ...draw, index });
    if (i === 0) {
      shape = made.shape;
      width = elementsOf(shape);
      values = new Float32Array(indices.length * width);
    }
    checkExample(made, shape);
    copyScaled(made.data, values.subarray(i * width, (i + 1) * width), made.scale ?? 1);
  });
  return tf.tensor(values, [indices.length, ...shape], 'float32');
}

/** Targets of a batch: int32 where they are stored as integers without a scale, else float32. */
export function assembleTargets(field: Field, indices: Uint32Array): tf.Tensor {
  if (field.data instanceof Float32Array || field.scale !== undefined) return assembleInputs(field, indices);
  const width = elementsOf(field.shape);
  const values = new Int32Array(indices.length * width);
  indices.forEach((index, i) => {
    values.set(field.data.subarray(index * width, (index + 1) * width), i * width);
  });
  return tf.tensor(values, [indices.length, ...field.shape], 'int32');
}

function exampleAt({ data, shape, scale }: Field, index: number): Example {
  if (data instanceof Int32Array) {
    throw new TypeError('batches: a transform takes inputs kept as Uint8Array or Float32Array, got Int32Array');
  }
  const width = elementsOf(shape);
  return {
    data: data.subarray(index * width, (index + 1) * width),
    shape,
    ...(scale === undefined ? {} : { scale }),
    ...(data instanceof Uint8Array ? { range: [0, 255] } : {}),
  };
}

function checkExample({ data, shape }: Example, first: readonly number[]): void {
  requireEqualShapes('batches', ['a transformed example', 'the first of its batch'], shape, first);
  if (data.length !== elementsOf(shape)) {
    throw new RangeError(
      `batches: a transformed example of shape ${describeShape(shape)} holds ${describeValue(data)}`,
    );
  }
}

/** From and to are of one length: a loop over two views that start at zero is what engines compile best. */
function copyScaled(from: FieldData, to: Float32Array, scale: number): void {
  if (scale === 1) to.set(from);
  else for (let i = 0; i < to.length; i++) to[i] = (from[i] ?? 0) * scale;
}
