import * as tf from '@tensorflow/tfjs-core';
import { elementsOf, type Field } from '../dataset.ts';
import { copyScaled } from './copy-scaled.ts';
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
