import { describeValue } from '@gradlab-internal/checks';
import { type ByteSource, blobSource, fileSource } from './byte-source.ts';
import { type Header, headerLength, parseHeader } from './header.ts';
import type { Placement } from './layout.ts';
import { LENGTH_BYTES } from './limits.ts';
import type { SafeTensor, SafeTensorInfo, SafetensorsMetadata } from './tensor.ts';
import { valuesFromBytes } from './values.ts';

/** An open file whose header is read and checked, and whose tensors are read when they are asked for. */
export interface SafetensorsFile {
  /** Dtype and shape by name, in the header's order. No prototype. */
  readonly tensors: Readonly<Record<string, SafeTensorInfo>>;
  /** Empty where the file has none. */
  readonly metadata: SafetensorsMetadata;
  /**
   * Reads one tensor. Reads may run side by side.
   *
   * @throws RangeError if there is no tensor of that name; SafetensorsError `file-changed` if the file has become shorter
   */
  read(name: string): Promise<SafeTensor>;
  /** Closes the file. Nothing can be read afterwards. */
  close(): Promise<void>;
}

/**
 * Opens a safetensors file to read single tensors from it, however large it is: no more than the header and the tensors that
 * are asked for come into memory. The header is checked as `decodeSafetensors` checks it, against the file's size, before
 * anything of its size is allocated.
 *
 * @param source a path (Node), or a `Blob` such as a browser's `File`
 * @returns the open file; the caller closes it
 * @throws TypeError if `source` is neither; SafetensorsError for a file that breaks a rule of the format, `no-file-system`
 * for a path in a browser; Node's own error, `ENOENT` for one, if the file cannot be read
 * @example
 * ```ts
 * import { encodeSafetensors, openSafetensors } from '@gradlab/safetensors';
 *
 * const bytes = encodeSafetensors({ 'dense1.bias': { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) } });
 * const file = await openSafetensors(new Blob([bytes]));
 * console.log(file.tensors['dense1.bias']); // { dtype: 'F32', shape: [ 2 ] }
 * const { data } = await file.read('dense1.bias');
 * console.log(data); // Float32Array(2) [ 1, 2 ]
 * await file.close();
 * ```
 */
export async function openSafetensors(source: string | Blob): Promise<SafetensorsFile> {
  const bytes = await sourceOf(source);
  try {
    return fileOf(bytes, await readHeader(bytes));
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

async function sourceOf(source: string | Blob): Promise<ByteSource> {
  if (typeof source === 'string') return await fileSource('openSafetensors', source);
  if (source instanceof Blob) return blobSource(source);
  throw new TypeError(`openSafetensors: source must be a path or a Blob, got ${describeValue(source)}`);
}

async function readHeader(source: ByteSource): Promise<Header> {
  const start = await source.read(0, Math.min(LENGTH_BYTES, source.size));
  const length = headerLength(start, source.size);
  return parseHeader(await source.read(LENGTH_BYTES, LENGTH_BYTES + length), source.size);
}

function fileOf(source: ByteSource, { placements, metadata, dataStart }: Header): SafetensorsFile {
  const byName = new Map<string, Placement>();
  const tensors: Record<string, SafeTensorInfo> = Object.create(null);
  for (const placement of placements) {
    byName.set(placement.name, placement);
    tensors[placement.name] = { dtype: placement.dtype, shape: [...placement.shape] };
  }
  return {
    tensors,
    metadata,
    async read(name) {
      const placement = byName.get(name);
      if (placement === undefined) {
        throw new RangeError(`read: name must be that of a tensor in the file, got ${describeValue(name)}`);
      }
      const { dtype, shape, begin, end } = placement;
      const bytes = await source.read(dataStart + begin, dataStart + end);
      return { dtype, shape: [...shape], data: valuesFromBytes(dtype, bytes) } as SafeTensor;
    },
    close: () => source.close(),
  };
}
