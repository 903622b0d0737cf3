import { DatasetError } from '../dataset-error.ts';
import { type FileLock, lockFile } from '../fetching/file-lock.ts';
import type { DecodingOptions } from '../images/decode-pictures.ts';
import type { ImageDataset } from '../images/image-dataset.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { makeFolder } from '../storage/write-atomically.ts';
import { archivePhotos } from './archive-photos.ts';
import { readDecoded, writeDecoded } from './decoded-photos.ts';

/** An archive by its content: where it lies is only asked when its photos have to be decoded. */
export interface PhotoArchive {
  readonly sha256: string;
  readonly path: () => Promise<string>;
}

/**
 * The photos of an archive from the cache, where their pixels are kept for each size; decoded into it first if they are not there. Processes
 * that want the same wait for the one that decodes.
 *
 * @param cache the folder of this data set in the cache
 */
export async function fromArchive(
  node: NodeBuiltins,
  cache: string,
  archive: PhotoArchive,
  options: DecodingOptions,
): Promise<ImageDataset> {
  const { request, decoder, signal } = options;
  const shape = `${request.height}x${request.width}x${request.channels}-${request.fit}`;
  const source = `zip sha256 ${archive.sha256}, ${shape}, ${decoder.version}`;
  const folder = node.path.join(cache, `decoded-${archive.sha256.slice(0, 12)}-${shape}`);
  const read = (): Promise<ImageDataset | undefined> => readDecoded(node, folder, source, request, signal);
  const kept = await read();
  if (kept !== undefined) return report(kept, options);

  const path = await archive.path();
  await makeFolder(node, cache);
  for (;;) {
    const lock = await lockFile(node, `${folder}.lock`, { signal });
    try {
      // Another process may have decoded it meanwhile.
      const made = await read();
      if (made !== undefined) return report(made, options);
      await decodeInto(node, folder, lock, source, path, options);
      const written = await read();
      if (written !== undefined) return written;
      throw new DatasetError('storage', `${folder} does not hold what was written into it`);
    } catch (cause) {
      signal?.throwIfAborted();
      // Another took over, because this process was asleep for long, and cleared away what it had done: now that one is waited for.
      if (await lock.held()) throw cause;
    } finally {
      await lock.release();
    }
  }
}

async function decodeInto(
  node: NodeBuiltins,
  folder: string,
  lock: FileLock,
  source: string,
  path: string,
  options: DecodingOptions,
): Promise<void> {
  // Half of the pixels are of no use, whether this call leaves them or one that was killed: whoever comes next starts anew.
  const clear = (): Promise<void> => node.fs.rm(folder, { recursive: true, force: true }).catch(() => undefined);
  await clear();
  try {
    await writeDecoded(node, folder, source, archivePhotos(node, path, options.signal), options);
  } catch (cause) {
    // What lies there may be another's by now.
    if (await lock.held()) await clear();
    throw cause;
  }
}

/** Says of photos that were decoded before what would have been said then. */
function report(photos: ImageDataset, { onCorrupt }: DecodingOptions): ImageDataset {
  const [first] = photos.skipped;
  if (onCorrupt === 'error' && first !== undefined)
    throw new DatasetError('malformed', `${first.file}: ${first.reason}`);
  if (typeof onCorrupt === 'function') for (const image of photos.skipped) onCorrupt(image);
  return photos;
}
