import { bfloat16ToFloat32Bits, float32ToBfloat16Bits } from './bfloat16.ts';
import { inFileOrder } from './byte-order.ts';
import { DTYPES } from './dtypes.ts';
import { float16ToFloat32Bits, float32ToFloat16Bits } from './float16.ts';
import type { SafeDtype, SafeTensor, SafeTensorData } from './tensor.ts';

const WIDEN = { F16: float16ToFloat32Bits, BF16: bfloat16ToFloat32Bits };
const NARROW = { F16: float32ToFloat16Bits, BF16: float32ToBfloat16Bits };

function isHalf(dtype: SafeDtype): dtype is 'F16' | 'BF16' {
  return dtype === 'F16' || dtype === 'BF16';
}

/**
 * The values of a tensor from the bytes of a file.
 *
 * @param bytes little-endian, a whole number of values; they are the function's own from here on, at the start of their buffer
 */
export function valuesFromBytes<D extends SafeDtype>(dtype: D, bytes: Uint8Array<ArrayBuffer>): SafeTensorData[D] {
  const { unit, array: TypedArray } = DTYPES[dtype];
  const { buffer } = inFileOrder(bytes, unit);
  if (!isHalf(dtype)) return new TypedArray(buffer);
  // Through integers: a NaN that passes through a float may lose its payload.
  return new TypedArray(Uint32Array.from(new Uint16Array(buffer), WIDEN[dtype]).buffer);
}

/**
 * The bytes of a tensor as a file has them.
 *
 * @returns a view of the tensor's own memory where that has the file's form already, else new bytes
 */
export function bytesFromValues({ dtype, data }: SafeTensor): Uint8Array {
  const own = isHalf(dtype) ? narrowed(data as Float32Array, NARROW[dtype]) : data;
  const bytes = new Uint8Array(own.buffer, own.byteOffset, own.byteLength);
  return inFileOrder(bytes, DTYPES[dtype].unit);
}

function narrowed(values: Float32Array, narrow: (bits: number) => number): Uint16Array {
  return Uint16Array.from(new Uint32Array(values.buffer, values.byteOffset, values.length), narrow);
}
