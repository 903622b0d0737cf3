import { concat } from '../concat.ts';
import { DatasetError } from '../dataset-error.ts';
import { decodeAll } from '../images/decode-all.ts';
import type { ImageDataset } from '../images/image-dataset.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { holdsAnyOf } from '../storage/read-file.ts';
import { CATS_VS_DOGS_ARCHIVE } from './cats-vs-dogs-files.ts';
import { givenArchive } from './given-archive.ts';
import { PACKED_NAMES, PACKED_PARTS, packedFolder, readPacked } from './packed-photos.ts';
import { PETS } from './pet-of.ts';
import { listPhotos } from './photo-folder.ts';
import { type PhotoSource, refuseParts } from './photo-source.ts';

const { name: ARCHIVE } = CATS_VS_DOGS_ARCHIVE;

/** What makes a folder of other data sets one of this. */
export const FOLDER_CONTENT: readonly string[] = ['packed64', ...PACKED_NAMES, ARCHIVE, 'PetImages', 'Cat', 'cat'];

/** The photos of a folder, packed, zipped or as they are; undefined if there are none that serve. */
export async function fromFolder(
  node: NodeBuiltins,
  folder: string,
  source: PhotoSource,
): Promise<ImageDataset | undefined> {
  const packed = await packedFolder(node, folder);
  if (packed !== undefined && servesPacked(source)) return readParts(node, packed, source);
  if (await holdsAnyOf(node, folder, [ARCHIVE])) return givenArchive(node, node.path.join(folder, ARCHIVE), source);
  const photos = await listPhotos(node, folder, source.signal);
  if (photos.length === 0) return undefined;
  refuseParts(source);
  const name = { name: 'cats-vs-dogs', classNames: PETS };
  return decodeAll('loadCatsVsDogs', name, photos, await source.decoding());
}

/** Packed photos are 64 x 64, coloured and stretched. */
function servesPacked({ request, fitIsGiven }: PhotoSource): boolean {
  const { height, width, channels, fit } = request;
  return height === 64 && width === 64 && channels === 3 && (!fitIsGiven || fit === 'stretch');
}

async function readParts(node: NodeBuiltins, folder: string, { part, signal }: PhotoSource): Promise<ImageDataset> {
  const found: ImageDataset[] = [];
  for (const name of part === undefined ? PACKED_PARTS : [part]) {
    signal?.throwIfAborted();
    const photos = await readPacked(node, folder, name);
    if (photos !== undefined) found.push(photos);
  }
  const [first] = found;
  if (first === undefined)
    throw new DatasetError('missing', `loadCatsVsDogs: ${folder} has no packed photos of ${part}`);
  if (part !== undefined) return first;
  return { ...concat(found), name: 'cats-vs-dogs', files: found.flatMap(({ files }) => files), skipped: [] };
}
