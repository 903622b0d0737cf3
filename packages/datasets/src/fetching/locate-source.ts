import { DatasetError } from '../dataset-error.ts';
import { cacheFolder } from '../storage/cache-folder.ts';
import { dataFolder } from '../storage/data-folder.ts';
import { type NodeBuiltins, nodeBuiltins, requireNode } from '../storage/node-builtins.ts';
import type { FetchOptions } from './fetch-options.ts';

/** Where a loader takes its files from. */
export type FileSource =
  /** A folder of the user's: what is in it counts, and nothing else. */
  | { readonly kind: 'folder'; readonly node: NodeBuiltins; readonly folder: string }
  /** The set's folder in the cache, into which is downloaded what is not there. */
  | { readonly kind: 'cache'; readonly node: NodeBuiltins; readonly folder: string }
  /** No disk: what is downloaded stays in memory. */
  | { readonly kind: 'memory' };

export interface LocateOptions extends Pick<FetchOptions, 'directory' | 'cacheDirectory'> {
  /** Whether files that lie in `GRADLAB_DATA_DIR` itself are taken for the set's. Default true. */
  readonly orItself?: boolean;
}

/**
 * The first of these that there is: the option `directory`, `GRADLAB_DATA_DIR`, the cache; in a browser there are none.
 *
 * @param caller the loader, for messages
 * @param set its folder's name in `GRADLAB_DATA_DIR` and in the cache
 * @param names by one of which a folder in `GRADLAB_DATA_DIR` is known
 * @throws {@link DatasetError} `storage` if an option needs a file system and there is none
 */
export async function locateSource(
  caller: string,
  set: string,
  names: readonly string[],
  { directory, cacheDirectory, orItself = true }: LocateOptions,
): Promise<FileSource> {
  if (directory !== undefined) {
    return { kind: 'folder', node: requireNode(`${caller}: directory`), folder: directory };
  }
  const node = cacheDirectory === undefined ? nodeBuiltins() : requireNode(`${caller}: cacheDirectory`);
  if (node === undefined) return { kind: 'memory' };
  const given = await dataFolder(node, set, names, { orItself });
  if (given !== undefined) return { kind: 'folder', node, folder: given };
  return { kind: 'cache', node, folder: node.path.join(await cacheFolder(node, cacheDirectory), set) };
}

/** What could not be had from the mirrors, with the loader's name and what to do without a network; other errors as they are. */
export function withAdvice(
  caller: string,
  names: readonly string[],
  mirror: string | undefined,
  cause: unknown,
): unknown {
  if (!(cause instanceof DatasetError) || (cause.code !== 'download' && cause.code !== 'offline')) return cause;
  const advice =
    `\nWithout a network: fetch ${names.join(' and ')} elsewhere (from ${mirror}, for one), ` +
    'put what you fetched into a folder, and pass it as the option directory or name it in GRADLAB_DATA_DIR.';
  return new DatasetError(cause.code, `${caller}: ${cause.message}${advice}`, { cause });
}
