import { DatasetError } from '../dataset-error.ts';
import { requireSome } from '../images/decode-all.ts';
import { type CorruptImage, type DecodingOptions, decodePictures, type Picture } from '../images/decode-pictures.ts';
import { type ImageDataset, imageDataset } from '../images/image-dataset.ts';
import type { ImageRequest } from '../images/image-decoder.ts';
import { mapInOrder } from '../images/in-order.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { type Manifest, readListed, readManifest, unpackInto } from '../storage/unpacked-folder.ts';
import { PETS } from './pet-of.ts';

/** What is kept of the examples beside their pixels. */
interface Examples {
  readonly files: readonly string[];
  readonly labels: readonly number[];
  readonly skipped: readonly CorruptImage[];
}

// Pixels are kept in files of about so many bytes: what is in memory at once while they are made.
const FILE_BYTES = 2 ** 22;
// Hashing is what reading them takes; it runs on Node's pool of four threads.
const READERS = 4;
const EXAMPLES = 'examples.json';

/**
 * Decodes photos into a folder of the cache, never holding more than a part of them; the manifest comes last.
 *
 * @param source what the pixels are made of, and how
 */
export function writeDecoded(
  node: NodeBuiltins,
  folder: string,
  source: string,
  photos: AsyncIterable<Picture>,
  options: DecodingOptions,
): Promise<Manifest> {
  return unpackInto(node, folder, source, decodedFiles(photos, options));
}

async function* decodedFiles(
  photos: AsyncIterable<Picture>,
  options: DecodingOptions,
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const width = widthOf(options.request);
  const rows = Math.max(1, Math.floor(FILE_BYTES / width));
  const [files, labels, skipped]: [string[], number[], CorruptImage[]] = [[], [], []];
  const pixels = new Uint8Array(rows * width);
  for await (const photo of decodePictures(photos, skipped, options)) {
    pixels.set(photo.pixels, (files.length % rows) * width);
    files.push(photo.file);
    labels.push(photo.label);
    if (files.length % rows === 0) yield { name: pixelFile(files.length / rows - 1), bytes: pixels };
  }
  requireSome('loadCatsVsDogs', files, skipped);
  const rest = files.length % rows;
  if (rest > 0) yield { name: pixelFile(Math.floor(files.length / rows)), bytes: pixels.subarray(0, rest * width) };
  const examples: Examples = { files, labels, skipped };
  yield { name: EXAMPLES, bytes: new TextEncoder().encode(JSON.stringify(examples)) };
}

/**
 * What `writeDecoded` has written, each file held to the manifest; undefined if it is not there, was made of something else, or is not what
 * was written.
 *
 * @throws {@link DatasetError} `storage`; the signal's reason when aborted
 */
export async function readDecoded(
  node: NodeBuiltins,
  folder: string,
  source: string,
  request: ImageRequest,
  signal: AbortSignal | undefined,
): Promise<ImageDataset | undefined> {
  const manifest = await readManifest(node, folder, source);
  if (manifest === undefined) return undefined;
  try {
    const text = new TextDecoder().decode(await readListed(node, folder, manifest, EXAMPLES));
    const examples: Examples = JSON.parse(text);
    const pixels = new Uint8Array(examples.files.length * widthOf(request));
    let at = 0;
    for await (const bytes of mapInOrder(pixelFiles(manifest), READERS, (name) =>
      readListed(node, folder, manifest, name),
    )) {
      signal?.throwIfAborted();
      pixels.set(bytes, at);
      at += bytes.length;
    }
    return imageDataset({ name: 'cats-vs-dogs', classNames: PETS, pixels, ...examples }, request);
  } catch (error) {
    if (error instanceof DatasetError && error.code === 'hash') return undefined;
    throw error;
  }
}

function pixelFiles({ files }: Manifest): string[] {
  return files.map(({ name }) => name).filter((name) => name !== EXAMPLES);
}

function pixelFile(index: number): string {
  return `pixels-${String(index).padStart(4, '0')}.u8`;
}

function widthOf({ height, width, channels }: ImageRequest): number {
  return height * width * channels;
}
