import { describeValue } from '@gradlab-internal/checks';
import { swapUnlessLittleEndian } from './byte-order.ts';
import { readHeader } from './header.ts';
import { type Placement, requireContiguous, requirePlacement } from './layout.ts';
import { BYTES_PER_VALUE, type SafeTensor, type SafetensorsMetadata } from './tensor.ts';

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
 * @param bytes a whole file; only tensors of dtype F32 are read
 * @returns tensors by name, float32, and the metadata
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
  const { entries, metadata, dataStart } = readHeader(bytes);
  const placements = entries.map(([name, entry]) => requirePlacement(name, entry));
  requireContiguous(placements, bytes.byteLength - dataStart);
  const tensors: Record<string, SafeTensor> = Object.create(null);
  for (const placement of placements) tensors[placement.name] = readTensor(bytes.subarray(dataStart), placement);
  return { tensors, metadata };
}

function readTensor(data: Uint8Array, { dtype, shape, begin, end }: Placement): SafeTensor {
  // A Buffer's own `slice` is a view; this constructor always copies, to an aligned buffer.
  const bytes = new Uint8Array(data.subarray(begin, end));
  swapUnlessLittleEndian(bytes, BYTES_PER_VALUE[dtype]);
  return { dtype, shape: [...shape], data: new Float32Array(bytes.buffer) };
}
