import { DatasetError } from '../dataset-error.ts';
import { type ImageDataset, imageDataset } from '../images/image-dataset.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { holdsAnyOf, readAnyOf } from '../storage/read-file.ts';
import { PETS } from './pet-of.ts';

export type PackedPart = 'train' | 'validation' | 'test';

export const PACKED_PARTS: readonly PackedPart[] = ['train', 'validation', 'test'];

// What the files of a part are called.
const PREFIXES = { train: 'train', validation: 'valid', test: 'test' } as const;
const SIDE = 64;
const PHOTO_BYTES = SIDE * SIDE * 3;
// 25,000 photos take 307 MB; a file that decompresses without end is an attack.
const LARGEST_FILE = 2 ** 30;

/** The files that hold photos, of all parts. */
export const PACKED_NAMES: readonly string[] = PACKED_PARTS.flatMap(spellings);

/** The folder of packed photos: `folder/packed64`, or `folder` itself; undefined if neither holds a part. */
export async function packedFolder(node: NodeBuiltins, folder: string): Promise<string | undefined> {
  for (const candidate of [node.path.join(folder, 'packed64'), folder]) {
    if (await holdsAnyOf(node, candidate, PACKED_NAMES)) return candidate;
  }
  return undefined;
}

/**
 * Photos that were decoded and scaled before: `<part>-images-64x64x3.u8`, packed or not, their labels in `<part>-labels.u8` (0 cat, 1 dog),
 * and, where it is there, the name of each in a line of `<part>-files.txt`.
 *
 * @returns undefined if the part is not there
 * @throws {@link DatasetError} `mismatch` if the files do not fit one another, `missing` if there are no labels, `malformed` for another label
 */
export async function readPacked(
  node: NodeBuiltins,
  folder: string,
  part: PackedPart,
): Promise<ImageDataset | undefined> {
  const images = await readAnyOf(node, folder, spellings(part), LARGEST_FILE);
  if (images === undefined) return undefined;
  const size = images.bytes.length / PHOTO_BYTES;
  if (!Number.isInteger(size)) {
    throw new DatasetError(
      'mismatch',
      `${images.path}: expected photos of ${PHOTO_BYTES} bytes, got ${images.bytes.length} bytes`,
    );
  }
  const labels = await readAnyOf(
    node,
    folder,
    [`${PREFIXES[part]}-labels.u8`, `${PREFIXES[part]}-labels.u8.gz`],
    LARGEST_FILE,
  );
  if (labels === undefined)
    throw new DatasetError('missing', `${images.path}: expected ${PREFIXES[part]}-labels.u8 beside it`);
  if (labels.bytes.length !== size) {
    throw new DatasetError(
      'mismatch',
      `${labels.path}: expected ${size} labels, one for each photo, got ${labels.bytes.length}`,
    );
  }
  const wrong = labels.bytes.findIndex((label) => label > 1);
  if (wrong >= 0) {
    throw new DatasetError(
      'malformed',
      `${labels.path}: expected labels 0 and 1, got ${labels.bytes[wrong]} at ${wrong}`,
    );
  }
  const files = await readNames(node, folder, part, size);
  const request = { height: SIDE, width: SIDE, channels: 3 } as const;
  const examples = { pixels: images.bytes, labels: labels.bytes, files, skipped: [] };
  return imageDataset({ name: `cats-vs-dogs-${part}`, classNames: PETS, ...examples }, request);
}

async function readNames(
  node: NodeBuiltins,
  folder: string,
  part: PackedPart,
  size: number,
): Promise<readonly string[]> {
  const listed = await readAnyOf(node, folder, [`${PREFIXES[part]}-files.txt`], LARGEST_FILE);
  if (listed === undefined) return Array.from({ length: size }, (_, i) => `${PREFIXES[part]}/${i}`);
  const names = new TextDecoder().decode(listed.bytes).split(/\r?\n/);
  if (names.at(-1) === '') names.pop();
  if (names.length === size) return names;
  throw new DatasetError('mismatch', `${listed.path}: expected ${size} names, one for each photo, got ${names.length}`);
}

function spellings(part: PackedPart): string[] {
  return ['.u8.gz', '.u8'].map((end) => `${PREFIXES[part]}-images-${SIDE}x${SIDE}x3${end}`);
}
