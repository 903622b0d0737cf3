import { gunzip, isGzip } from '../archives/gunzip.ts';
import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from './node-builtins.ts';

/** The bytes of a file, or undefined if there is none of that name. */
export async function readIfThere({ fs }: NodeBuiltins, path: string): Promise<Uint8Array | undefined> {
  try {
    return await fs.readFile(path);
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError('storage', `cannot read ${path} (${reason})`, { cause });
  }
}

/**
 * The first of several spellings of a file that a folder holds, decompressed if it is a gzip file.
 *
 * @param names in order of preference
 * @param maxBytes the most that a compressed file may grow to
 * @returns the bytes and the path they came from; undefined if none of the names is there
 */
export async function readAnyOf(
  node: NodeBuiltins,
  folder: string,
  names: readonly string[],
  maxBytes: number,
): Promise<{ path: string; bytes: Uint8Array } | undefined> {
  for (const name of names) {
    const path = node.path.join(folder, name);
    const bytes = await readIfThere(node, path);
    if (bytes === undefined) continue;
    const packed = isGzip(bytes) || name.endsWith('.gz');
    return { path, bytes: packed ? await gunzip(bytes, { name: path, maxBytes }) : bytes };
  }
  return undefined;
}

/** Whether the folder holds a file of one of the names. */
export async function holdsAnyOf(
  { fs, path }: NodeBuiltins,
  folder: string,
  names: readonly string[],
): Promise<boolean> {
  const present = new Set(await fs.readdir(path.resolve(folder)).catch((): string[] => []));
  return names.some((name) => present.has(name));
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
}
