import type { DecodedSafetensors } from './decode.ts';
import { fileSystem } from './file-system.ts';
import { openSafetensors } from './open.ts';
import type { SafeTensor } from './tensor.ts';

/**
 * Reads a whole safetensors file, tensor by tensor. Node only; in a browser fetch the bytes and call `decodeSafetensors`.
 *
 * @param path of the file
 * @returns tensors by name and the metadata
 * @throws SafetensorsError for a file that breaks a rule of the format; Node's own error, `ENOENT` for one, if it cannot be read
 */
export async function readSafetensors(path: string): Promise<DecodedSafetensors> {
  fileSystem('readSafetensors');
  const file = await openSafetensors(path);
  try {
    const tensors: Record<string, SafeTensor> = Object.create(null);
    for (const name of Object.keys(file.tensors)) tensors[name] = await file.read(name);
    return { tensors, metadata: file.metadata };
  } finally {
    await file.close();
  }
}
