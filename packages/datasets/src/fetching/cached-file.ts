import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { readIfThere } from '../storage/read-file.ts';
import { sha256 } from '../storage/sha256.ts';
import { makeFolder, writeAtomically } from '../storage/write-atomically.ts';
import { download } from './download.ts';
import type { FetchFileOptions } from './fetch-options.ts';
import type { PublishedFile } from './published-file.ts';

/**
 * A published file from a folder of the cache, else downloaded into it. What lies in the cache is verified each time,
 * and replaced if it is not the published file.
 *
 * @throws {@link DatasetError} `offline`, `download` or `storage`
 */
export async function cachedFile(
  node: NodeBuiltins,
  folder: string,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<Uint8Array> {
  const path = node.path.join(folder, file.name);
  options.signal?.throwIfAborted();
  const cached = await readIfThere(node, path);
  if (cached !== undefined && cached.length === file.bytes && (await sha256(cached)) === file.sha256) return cached;
  if (options.offline) {
    const found = cached === undefined ? 'is not there' : 'is not the published file';
    throw new DatasetError('offline', `${path} ${found}, and offline forbids to download it`);
  }
  // First the folder, so that one which cannot be written is noticed before the download.
  await makeFolder(node, folder);
  const bytes = await download(file, options);
  await writeAtomically(node, path, bytes);
  return bytes;
}
