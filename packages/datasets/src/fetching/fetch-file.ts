import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { cachedFile } from './cached-file.ts';
import type { FetchFileOptions } from './fetch-options.ts';
import type { PublishedFile } from './published-file.ts';

/**
 * The path of a published file in a folder of the cache, downloaded into it if it is not there. What lies in the cache
 * is verified each time, and replaced if it is not the published file.
 *
 * @throws {@link DatasetError} `offline`, `download` or `storage`; the signal's reason when aborted
 */
export async function fetchFile(
  node: NodeBuiltins,
  folder: string,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<string> {
  await cachedFile(node, folder, file, options);
  return node.path.join(folder, file.name);
}
