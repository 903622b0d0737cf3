import { type DecodedSafetensors, decodeSafetensors } from './decode.ts';
import { type EncodeOptions, encodeSafetensors } from './encode.ts';
import { SafetensorsError } from './error.ts';
import type { SafeTensor } from './tensor.ts';

// Asking the process for the module keeps `node:` specifiers away from browser bundlers.
function fileSystem(caller: string): typeof import('node:fs/promises') {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (fs === undefined) throw new SafetensorsError('no-file-system', `${caller}: needs Node, there are no files here`);
  return fs;
}

/**
 * Writes a safetensors file atomically: to a temporary file in the same folder, flushed to the disk, then renamed. A reader
 * sees the old file or the whole new one; after an error the old one is still there and no temporary file is left (only a
 * kill in the middle can leave one). An existing file keeps its mode. Node only.
 *
 * @param path of the file; its folder must exist
 * @param tensors by name
 * @param options `metadata`: string to string
 * @throws what `encodeSafetensors` throws; Node's own error, with its `code`, if the file cannot be written;
 * SafetensorsError `no-file-system` in a browser
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { readSafetensors, writeSafetensors } from '@gradlab/safetensors';
 *
 * const path = join(tmpdir(), `example-${process.pid}.safetensors`);
 * await writeSafetensors(path, { scale: { dtype: 'F32', shape: [], data: Float32Array.of(2) } });
 * const { tensors } = await readSafetensors(path);
 * console.log(tensors.scale?.data[0]); // 2
 * await rm(path);
 * ```
 */
export async function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, SafeTensor>>,
  options: EncodeOptions = {},
): Promise<void> {
  const fs = fileSystem('writeSafetensors');
  const bytes = encodeSafetensors(tensors, options);
  const { default: writeFileAtomic } = await import('write-file-atomic');
  // write-file-atomic takes one write(2) for the whole, which a full disk or 2 GiB cuts short without an error; so the
  // temporary file is filled here, by a function that writes until all is written, and then flushed and renamed there.
  await writeFileAtomic(path, '', { tmpfileCreated: (temporary) => fs.writeFile(temporary, bytes) });
}

/**
 * Reads a safetensors file. Node only; in a browser fetch the bytes and call `decodeSafetensors`.
 *
 * @param path of the file
 * @returns tensors by name, float32, and the metadata
 * @throws SafetensorsError for a file that breaks a rule of the format; Node's own error, `ENOENT` for one, if it cannot be read
 */
export async function readSafetensors(path: string): Promise<DecodedSafetensors> {
  return decodeSafetensors(await fileSystem('readSafetensors').readFile(path));
}
