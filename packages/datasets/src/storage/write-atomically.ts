import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from './node-builtins.ts';

/**
 * Writes a file so that its name never stands for half of it: into a temporary file beside it, flushed to the disk,
 * then renamed, and the folder flushed too. After a failure the temporary file is removed.
 *
 * @throws {@link DatasetError} `storage`
 */
export async function writeAtomically(node: NodeBuiltins, path: string, bytes: Uint8Array): Promise<void> {
  const { fs, crypto } = node;
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    const file = await fs.open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameSafely(node, temporary, path);
  } catch (cause) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(path, cause);
  }
}

/**
 * Makes the folder of a cache.
 *
 * @throws {@link DatasetError} `storage`
 */
export async function makeFolder({ fs }: NodeBuiltins, folder: string): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/** Renames a flushed file, and flushes its folder: only then does the name survive a loss of power. */
export async function renameSafely({ fs, path }: NodeBuiltins, from: string, to: string): Promise<void> {
  await fs.rename(from, to);
  // Windows cannot open a folder; there the file system keeps names in order by itself.
  const folder = await fs.open(path.dirname(to), 'r').catch(() => undefined);
  try {
    await folder?.sync().catch(() => undefined);
  } finally {
    await folder?.close();
  }
}

/** What is said of a file or folder that the platform refuses to write. */
export function unwritable(path: string, cause: unknown): DatasetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatasetError(
    'storage',
    `cannot write ${path} (${reason}); set GRADLAB_CACHE_DIR or the option cacheDirectory to a folder that can be written`,
    { cause },
  );
}
