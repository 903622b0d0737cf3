import type { Dirent } from 'node:fs';
import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';

/** What lies below a folder: paths with slashes, relative to it. */
export interface FolderContent {
  readonly files: readonly string[];
  /** The folders directly below it. */
  readonly folders: readonly string[];
}

/**
 * Lists all files below a folder, without reading them. Links are followed; a folder that is reached again, through a link that leads
 * back or a second way, is not entered again.
 *
 * @throws {@link DatasetError} `missing` if there is no such folder, `storage` if one cannot be read; the signal's reason
 */
export async function walkFolder(
  node: NodeBuiltins,
  root: string,
  signal: AbortSignal | undefined,
): Promise<FolderContent> {
  const files: string[] = [];
  const folders: string[] = [];
  const entered = new Set<string>();
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    signal?.throwIfAborted();
    const path = node.path.join(root, at);
    const real = await node.fs.realpath(path).catch((cause: unknown) => fail(path, cause));
    if (entered.has(real)) continue;
    entered.add(real);
    const entries = await node.fs.readdir(path, { withFileTypes: true }).catch((cause: unknown) => fail(path, cause));
    // Sorted, so that of two ways to a folder it is always the same one that counts.
    for (const entry of entries.sort((a, b) => (a.name < b.name ? 1 : -1))) {
      if (entry.name.startsWith('.')) continue;
      const below = at === '' ? entry.name : `${at}/${entry.name}`;
      const folder = await isFolder(node, node.path.join(path, entry.name), entry);
      (folder ? pending : files).push(below);
      if (folder && at === '') folders.push(below);
    }
  }
  return { files, folders };
}

async function isFolder({ fs }: NodeBuiltins, path: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  // A link to nowhere stands for a file: reading it says what is wrong.
  return fs.stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

function fail(path: string, cause: unknown): never {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new DatasetError(missing ? 'missing' : 'storage', `cannot read the folder ${path} (${reason})`, { cause });
}
