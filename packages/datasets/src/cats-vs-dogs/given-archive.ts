import type { ImageDataset } from '../images/image-dataset.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { sha256OfFile } from './archive-photos.ts';
import { fromArchive } from './from-archive.ts';
import { type PhotoSource, refuseParts } from './photo-source.ts';

/** The photos of a zip of the user's: whichever bytes it has, the cache goes by them. */
export async function givenArchive(node: NodeBuiltins, path: string, source: PhotoSource): Promise<ImageDataset> {
  refuseParts(source);
  const sha256 = await sha256OfFile(node, path, source.signal);
  return fromArchive(node, await source.cache(), { sha256, path: async () => path }, await source.decoding());
}
