import type { ArchiveLimits } from '../archives/archive-entry.ts';
import { zipEntries } from '../archives/zip-entries.ts';
import { DatasetError } from '../dataset-error.ts';
import type { Picture } from '../images/decode-pictures.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { readBlocks } from '../storage/read-blocks.ts';
import { readPieces } from '../storage/read-pieces.ts';
import { petOf } from './pet-of.ts';

// The archive of 2019 holds 25,000 photos in 825 MB, the largest of some hundred kB; yours may be larger, not boundless.
const LIMITS: ArchiveLimits = { maxEntryBytes: 2 ** 26, maxTotalBytes: 2 ** 34, maxEntries: 10 ** 6 };

/** The photos of a zip archive in its order; one entry at a time is read from it. */
export async function* archivePhotos(
  node: NodeBuiltins,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Picture, void, undefined> {
  const wanted = (entry: string): boolean => petOf(entry) !== undefined;
  for await (const { name, bytes } of zipEntries(readPieces(node, path), {
    name: path,
    limits: LIMITS,
    wanted,
    signal,
  })) {
    const label = petOf(name);
    if (label !== undefined) yield { file: name, label, read: async () => bytes };
  }
}

/**
 * The SHA-256 of a file of any length.
 *
 * @throws {@link DatasetError} `missing` or `storage`; the signal's reason when aborted
 */
export async function sha256OfFile(
  { fs, crypto }: NodeBuiltins,
  path: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    const file = await fs.open(path, 'r');
    try {
      const hash = crypto.createHash('sha256');
      for await (const block of readBlocks(file, signal)) hash.update(block);
      return hash.digest('hex');
    } finally {
      await file.close();
    }
  } catch (cause) {
    signal?.throwIfAborted();
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError(missing ? 'missing' : 'storage', `cannot read ${path} (${reason})`, { cause });
  }
}
