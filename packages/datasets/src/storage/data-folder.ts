import type { NodeBuiltins } from './node-builtins.ts';
import { holdsAnyOf } from './read-file.ts';

/**
 * The folder of a data set in `GRADLAB_DATA_DIR`: its subfolder of that name, or `GRADLAB_DATA_DIR` itself, if it holds
 * a file of one of the names. It may hold other data sets alone: then undefined.
 *
 * @param options `orItself: false` for names that another data set's files have too
 */
export async function dataFolder(
  node: NodeBuiltins,
  subfolder: string,
  names: readonly string[],
  { orItself = true }: { readonly orItself?: boolean } = {},
): Promise<string | undefined> {
  const root = node.env.GRADLAB_DATA_DIR;
  if (root === undefined || root === '') return undefined;
  for (const folder of [node.path.join(root, subfolder), ...(orItself ? [root] : [])]) {
    if (await holdsAnyOf(node, folder, names)) return folder;
  }
  return undefined;
}
