import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { readBlocks } from '../storage/read-blocks.ts';
import type { PublishedFile } from './published-file.ts';

/**
 * Whether what lies at a path is the published file, by length and SHA-256.
 *
 * @throws {@link DatasetError} `storage` where the path cannot be read; the signal's reason when aborted
 */
export async function checkFile(
  { fs, crypto }: NodeBuiltins,
  path: string,
  file: PublishedFile,
  signal: AbortSignal | undefined,
): Promise<'published' | 'wrong' | 'missing'> {
  try {
    const handle = await fs.open(path, 'r');
    try {
      const found = await handle.stat();
      if (found.isFile() && found.size !== file.bytes) return 'wrong';
      const hash = crypto.createHash('sha256');
      for await (const block of readBlocks(handle, signal)) hash.update(block);
      return hash.digest('hex') === file.sha256 ? 'published' : 'wrong';
    } finally {
      await handle.close();
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
      return 'missing';
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError('storage', `cannot read ${path} (${reason})`, { cause });
  }
}
