import { describeShape, describeValue, requireShape } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';

/** A flat list of numbers. */
export type NumericArray =
  | readonly number[]
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/**
 * Numbers with a shape: a tensor (read synchronously, never disposed), a flat array (`[length]`), a list of rows
 * (`[rows, length of each]`), or values in row-major order with their shape beside them.
 */
export type NumericInput =
  | tf.Tensor
  | NumericArray
  | readonly NumericArray[]
  | { readonly data: NumericArray; readonly shape: readonly number[] };

/** Any input, read. */
export interface ShapedNumbers {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

// By structure: a second copy of tfjs-core has tensors of another class.
function isTensor(input: object): input is tf.Tensor {
  return 'dataSync' in input && typeof input.dataSync === 'function' && 'dtype' in input;
}

function isFlat(value: unknown): value is NumericArray {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'number');
  return ArrayBuffer.isView(value) && typeof Reflect.get(value, 0) !== 'bigint' && 'length' in value;
}

/** @throws TypeError if the input is none; RangeError if its parts do not fit together */
export function readNumbers(caller: string, name: string, input: unknown): ShapedNumbers {
  if (isFlat(input)) return { data: input, shape: [input.length] };
  if (Array.isArray(input) && input.every(isFlat)) return readRows(caller, name, input);
  if (typeof input === 'object' && input !== null) {
    if (isTensor(input)) return readTensor(caller, name, input);
    if ('data' in input && isFlat(input.data) && 'shape' in input)
      return readShaped(caller, name, input.data, input.shape);
  }
  throw new TypeError(`${caller}: ${name} must be a tensor or an array of numbers, got ${describeValue(input)}`);
}

function readTensor(caller: string, name: string, tensor: tf.Tensor): ShapedNumbers {
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64') {
    throw new TypeError(`${caller}: ${name} must be of dtype float32, int32 or bool, got ${tensor.dtype}`);
  }
  return { data: tensor.dataSync(), shape: tensor.shape };
}

function readRows(caller: string, name: string, rows: readonly NumericArray[]): ShapedNumbers {
  const width = rows[0]?.length ?? 0;
  const odd = rows.find((row) => row.length !== width);
  if (odd !== undefined) {
    throw new RangeError(`${caller}: ${name} must have rows of equal length, got ${width} and ${odd.length}`);
  }
  return { data: rows.flatMap((row) => [...row]), shape: [rows.length, width] };
}

function readShaped(caller: string, name: string, data: NumericArray, shape: unknown): ShapedNumbers {
  const sizes = requireShape(caller, `shape of ${name}`, shape);
  if (sizes.reduce((product, size) => product * size, 1) !== data.length) {
    const expected = `as many values as its shape ${describeShape(sizes)}`;
    throw new RangeError(`${caller}: ${name} must have ${expected}, got ${data.length}`);
  }
  return { data, shape: sizes };
}
