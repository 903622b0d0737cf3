import { describeValue } from '@gradlab-internal/checks';
import type { SafeDtype, SafeTensor } from './tensor.ts';

const NUMBERS: readonly SafeDtype[] = [
  'F32',
  'F16',
  'BF16',
  'F64',
  'I64',
  'I32',
  'I16',
  'I8',
  'U64',
  'U32',
  'U16',
  'U8',
];

/**
 * A tensor's values as float32, to make a TensorFlow.js tensor of for one. F16 and BF16 are exact; F64 and integers beyond
 * 2²⁴ are rounded to the nearest; BOOL becomes 0 and 1.
 *
 * @param tensor as it was read
 * @returns the tensor's own array for F32, F16 and BF16, else a new one
 * @throws RangeError for a dtype that is no plain number: C64, and those of eight bits or fewer that are read as bits
 * @example
 * ```ts
 * import { toFloat32 } from '@gradlab/safetensors';
 *
 * console.log(toFloat32({ dtype: 'I64', shape: [2], data: BigInt64Array.of(3n, -1n) })); // Float32Array(2) [ 3, -1 ]
 * ```
 */
export function toFloat32(tensor: SafeTensor): Float32Array {
  const { dtype, data } = tensor;
  if (dtype !== 'BOOL' && !NUMBERS.includes(dtype)) {
    throw new RangeError(`toFloat32: dtype must be one of ${NUMBERS.join(', ')}, BOOL, got ${describeValue(dtype)}`);
  }
  if (data instanceof Float32Array) return data;
  if (dtype === 'BOOL') return Float32Array.from(data as Uint8Array, (value) => (value === 0 ? 0 : 1));
  return Float32Array.from(data as ArrayLike<number | bigint>, Number);
}
