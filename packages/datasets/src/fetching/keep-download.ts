import { gunzipStream } from '../archives/gunzip-stream.ts';
import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { renameSafely, unwritable } from '../storage/write-atomically.ts';
import { type PartialFile, unpackedPath } from './partial-file.ts';
import type { PublishedFile } from './published-file.ts';
import { requirePublished } from './require-published.ts';

export interface KeepOptions {
  /** The path that the file is to have. */
  readonly path: string;
  /** Of the lock that is held. */
  readonly token: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Gives what was downloaded its name, if it is the published file: unpacked if mirrors pack it, flushed to the disk, renamed.
 *
 * @throws {@link DatasetError} `hash` or `malformed` if it is not, `storage`; the signal's reason when aborted
 */
export async function keepDownload(
  node: NodeBuiltins,
  file: PublishedFile,
  partial: PartialFile,
  options: KeepOptions,
): Promise<void> {
  if (file.packed !== undefined && (await startsAsGzip(partial, options.signal))) {
    await unpack(node, file, partial, options);
    await partial.remove();
  } else {
    // As it was published, or unpacked on the way by a server that calls its packing a content encoding.
    requirePublished(file, partial.length, partial.digest());
    await partial.moveTo(options.path);
  }
}

async function startsAsGzip(partial: PartialFile, signal: AbortSignal | undefined): Promise<boolean> {
  for await (const block of partial.read(signal)) return block[0] === 0x1f && block[1] === 0x8b;
  return false;
}

async function unpack(
  node: NodeBuiltins,
  file: PublishedFile,
  partial: PartialFile,
  { path, token, signal }: KeepOptions,
): Promise<void> {
  const temporary = unpackedPath(path, token);
  const hash = node.crypto.createHash('sha256');
  let bytes = 0;
  try {
    const unpacked = await node.fs.open(temporary, 'w');
    try {
      const pieces = gunzipStream(partial.read(signal), { name: file.name, maxBytes: file.bytes, signal });
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        await unpacked.writeFile(piece);
      }
      requirePublished(file, bytes, hash.digest('hex'));
      await unpacked.sync();
    } finally {
      await unpacked.close();
    }
    await renameSafely(node, temporary, path);
  } catch (cause) {
    await node.fs.rm(temporary, { force: true }).catch(() => undefined);
    signal?.throwIfAborted();
    throw cause instanceof DatasetError ? cause : unwritable(path, cause);
  }
}
