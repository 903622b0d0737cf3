import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { readIfThere } from '../storage/read-file.ts';

/**
 * The bytes of a file that was listed.
 *
 * @throws {@link DatasetError} `missing` if it is gone, or a link leads nowhere; `storage` if it cannot be read
 */
export async function readPicture(node: NodeBuiltins, path: string): Promise<Uint8Array> {
  const bytes = await readIfThere(node, path);
  if (bytes === undefined) throw new DatasetError('missing', `${path} is not there any more, or a link to nowhere`);
  return bytes;
}
