import { describeValue } from '@gradlab-internal/checks';
import { headerLength, parseHeader } from './header.ts';
import { LENGTH_BYTES } from './limits.ts';
import type { SafeTensor, SafetensorsMetadata } from './tensor.ts';
import { valuesFromBytes } from './values.ts';

/** What a safetensors file holds. Both records have no prototype, so no name is there that the file does not have. */
export interface DecodedSafetensors {
  /** By name. */
  readonly tensors: Readonly<Record<string, SafeTensor>>;
  /** Empty where the file has none. */
  readonly metadata: SafetensorsMetadata;
}

/**
 * Reads the bytes of a safetensors file and enforces every rule of the format: the header's length and limit, UTF-8, JSON
 * without duplicate keys, sizes that match shape and dtype, offsets that cover the data with no hole and no overlap.
 *
 * The data is copied, so `bytes` may start anywhere in its buffer, may be a Node `Buffer`, and may be reused afterwards.
 * Files are little-endian; on a big-endian platform the bytes of each value are turned around.
 *
 * @param bytes a whole file
 * @returns tensors by name and the metadata; F16 and BF16 are widened to float32, other dtypes come in their own arrays
 * @throws TypeError if `bytes` is not a Uint8Array; SafetensorsError, with a `code`, for anything wrong with its content
 * @see https://huggingface.co/docs/safetensors
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from '@gradlab/safetensors';
 *
 * const bytes = encodeSafetensors({ 'dense1.bias': { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) } });
 * const { tensors } = decodeSafetensors(bytes);
 * console.log(tensors['dense1.bias']?.data); // Float32Array(2) [ 1, 2 ]
 * ```
 */
export function decodeSafetensors(bytes: Uint8Array): DecodedSafetensors {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`decodeSafetensors: bytes must be a Uint8Array, got ${describeValue(bytes)}`);
  }
  const dataStart = LENGTH_BYTES + headerLength(bytes.subarray(0, LENGTH_BYTES), bytes.byteLength);
  const { placements, metadata } = parseHeader(bytes.subarray(LENGTH_BYTES, dataStart), bytes.byteLength);
  const tensors: Record<string, SafeTensor> = Object.create(null);
  for (const { name, dtype, shape, begin, end } of placements) {
    // A Buffer's own `slice` is a view; this constructor always copies, to an aligned buffer.
    const data = valuesFromBytes(dtype, new Uint8Array(bytes.subarray(dataStart + begin, dataStart + end)));
    tensors[name] = { dtype, shape: [...shape], data } as SafeTensor;
  }
  return { tensors, metadata };
}
