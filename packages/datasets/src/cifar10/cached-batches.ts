import { DatasetError } from '../dataset-error.ts';
import { fetchFile } from '../fetching/fetch-file.ts';
import type { FetchFileOptions } from '../fetching/fetch-options.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { readPieces } from '../storage/read-pieces.ts';
import { type Manifest, readListed, readManifest, unpackInto } from '../storage/unpacked-folder.ts';
import { archivedBatches } from './archived-batches.ts';
import { CIFAR10_ARCHIVE, CIFAR10_BATCHES, CIFAR10_FOLDER } from './cifar10-files.ts';

/**
 * Batches of one part from the cache. They are unpacked there once, from the archive that is downloaded if it is not there, and held to
 * the manifest at each read; one that is not as it was written is unpacked again. The archive stays beside them, since another process
 * may be unpacking it just now; it can be removed by hand.
 *
 * @param folder the cache's folder of this data set
 */
export async function* cachedBatches(
  node: NodeBuiltins,
  folder: string,
  part: 'train' | 'test',
  options: FetchFileOptions,
): AsyncGenerator<{ name: string; bytes: Uint8Array }, void, undefined> {
  const unpacked = node.path.join(folder, CIFAR10_FOLDER);
  let manifest = await readManifest(node, unpacked, CIFAR10_ARCHIVE.sha256);
  for (const name of CIFAR10_BATCHES[part]) {
    options.signal?.throwIfAborted();
    let bytes = manifest && (await readIfWhole(node, unpacked, manifest, name));
    if (bytes === undefined) {
      manifest = await unpack(node, folder, unpacked, options);
      bytes = await readListed(node, unpacked, manifest, name);
    }
    yield { name: node.path.join(unpacked, name), bytes };
  }
}

/** A file that is as it was written, or undefined. */
async function readIfWhole(
  node: NodeBuiltins,
  folder: string,
  manifest: Manifest,
  name: string,
): Promise<Uint8Array | undefined> {
  try {
    return await readListed(node, folder, manifest, name);
  } catch (cause) {
    if (cause instanceof DatasetError && cause.code === 'hash') return undefined;
    throw cause;
  }
}

async function unpack(
  node: NodeBuiltins,
  folder: string,
  unpacked: string,
  options: FetchFileOptions,
): Promise<Manifest> {
  const archive = await fetchFile(node, folder, CIFAR10_ARCHIVE, options);
  const wanted = [...CIFAR10_BATCHES.train, ...CIFAR10_BATCHES.test];
  const batches = archivedBatches(readPieces(node, archive), { name: archive, wanted, signal: options.signal });
  return await unpackInto(node, unpacked, CIFAR10_ARCHIVE.sha256, batches);
}
