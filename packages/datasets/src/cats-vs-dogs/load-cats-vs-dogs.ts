import { requireOneOf } from '@gradlab-internal/checks';
import { DatasetError } from '../dataset-error.ts';
import { fetchFile } from '../fetching/fetch-file.ts';
import type { FetchOptions } from '../fetching/fetch-options.ts';
import { requireFetchOptions } from '../fetching/require-fetch-options.ts';
import type { DecodingProgress } from '../images/decode-pictures.ts';
import type { ImageDataset } from '../images/image-dataset.ts';
import { type ImageOptions, imageRequest } from '../images/image-options.ts';
import { imageDecoder } from '../images/platform-decoder.ts';
import { requireKind } from '../require-kind.ts';
import { cacheFolder } from '../storage/cache-folder.ts';
import { dataFolder } from '../storage/data-folder.ts';
import { type NodeBuiltins, requireNode } from '../storage/node-builtins.ts';
import { CATS_VS_DOGS_ARCHIVE, CATS_VS_DOGS_MIRRORS } from './cats-vs-dogs-files.ts';
import { fromArchive } from './from-archive.ts';
import { FOLDER_CONTENT, fromFolder } from './from-folder.ts';
import { givenArchive } from './given-archive.ts';
import type { PackedPart } from './packed-photos.ts';
import { type PhotoSource, refuseParts } from './photo-source.ts';

export interface LoadCatsVsDogsOptions extends FetchOptions, ImageOptions {
  /** A part of packed photos; default: all of them. The archive and folders of photos have no parts: `split` makes them. */
  readonly part?: PackedPart;
  /** The archive, or another zip of the same layout, wherever it lies. */
  readonly archive?: string;
  /** Called after each photo that is decoded. */
  readonly onDecode?: (progress: DecodingProgress) => void;
}

/**
 * Photos of cats and dogs (Asirra; Microsoft Research and Petfinder.com), 25,000 in the zip of 2019. Needs a file system, and the package
 * sharp beside this one unless the photos come packed. Taken from the first of these that there is:
 *
 * 1. the option `archive`;
 * 2. the option `directory`: nothing else is looked at then. It holds packed photos (`train-images-64x64x3.u8.gz` and the like, in it or in
 *    its `packed64`), which are of one size and stretched and so serve only where nothing else is asked for; or the zip; or photos, as
 *    `cat` and `dog`, as `PetImages/Cat` and `PetImages/Dog`, or as `cat.0.jpg` and `dog.0.jpg` of the Kaggle competition;
 * 3. `cats-vs-dogs` in `GRADLAB_DATA_DIR`, or that folder itself, likewise;
 * 4. the pixels that an earlier call left in the cache; the zip in the cache; the mirrors.
 *
 * A zip is read entry by entry and decoded as it comes; the pixels of each size go into the cache, with a manifest they are held to each time
 * they are read. In memory are the pixels that are returned, and before them no more than a few photos.
 *
 * @param options see {@link LoadCatsVsDogsOptions}; `imageSize` defaults to 64, `onCorrupt` to `'skip'`: the zip is known to hold files that
 *   are no pictures. What decodes is kept, grey photos too.
 * @returns 8-bit images with scale 1/255, labels 0 (cat) and 1 (dog), the `files` of the examples and those that were `skipped`; a zip's
 *   photos in its order, a folder's cats first
 * @throws TypeError or RangeError for wrong options; {@link DatasetError} with a `code` for everything else, `mismatch` for a `part` where
 *   there are none; the signal's reason when aborted
 * @see Elson, Douceur, Howell, Saul: Asirra: a CAPTCHA that exploits interest-aligned manual image categorization. CCS 2007.
 * @example
 * ```ts
 * import { DatasetError, loadCatsVsDogs, split } from '@gradlab/datasets';
 *
 * try {
 *   const pets = await loadCatsVsDogs({ directory: 'photos', imageSize: 128 });
 *   const { train, test } = split(pets, { train: 0.8, test: 0.2 }, { seed: 1, stratify: true });
 *   console.log(train.size, test.size, pets.skipped.length);
 * } catch (error) {
 *   if (!(error instanceof DatasetError)) throw error;
 *   console.log(error.code); // missing: there is no such folder
 * }
 * ```
 */
export async function loadCatsVsDogs(options: LoadCatsVsDogsOptions = {}): Promise<ImageDataset> {
  requireFetchOptions('loadCatsVsDogs', options);
  const request = imageRequest('loadCatsVsDogs', { ...options, imageSize: options.imageSize ?? 64 });
  const { part, directory, archive, fit, onCorrupt = 'skip', signal, onDecode } = options;
  if (part !== undefined) requireOneOf('loadCatsVsDogs', 'part', part, ['train', 'validation', 'test']);
  if (archive !== undefined) requireKind('loadCatsVsDogs', 'archive', archive, 'string');
  if (onDecode !== undefined) requireKind('loadCatsVsDogs', 'onDecode', onDecode, 'function');
  if (archive !== undefined && directory !== undefined) {
    throw new TypeError('loadCatsVsDogs: archive and directory must not both be given');
  }
  signal?.throwIfAborted();
  const node = requireNode('loadCatsVsDogs');
  const source: PhotoSource = {
    part,
    request,
    fitIsGiven: fit !== undefined,
    cache: async () => node.path.join(await cacheFolder(node, options.cacheDirectory), 'cats-vs-dogs'),
    // Not before it is needed: packed photos are there without it.
    decoding: async () => {
      const decoder = options.decoder ?? (await imageDecoder());
      return { request, decoder, onCorrupt, onProgress: onDecode, signal };
    },
    signal,
  };
  if (archive !== undefined) return givenArchive(node, archive, source);
  const folder = directory ?? (await dataFolder(node, 'cats-vs-dogs', FOLDER_CONTENT));
  const found = folder === undefined ? undefined : await fromFolder(node, folder, source);
  if (found !== undefined) return found;
  if (directory === undefined) return published(node, source, options);
  const expected = 'packed photos, the zip, or photos in cat and dog';
  throw new DatasetError(
    'missing',
    `loadCatsVsDogs: ${node.path.resolve(directory)}: expected ${expected}, found none`,
  );
}

async function published(
  node: NodeBuiltins,
  source: PhotoSource,
  { offline = false, mirrors = CATS_VS_DOGS_MIRRORS, signal, onProgress }: FetchOptions,
): Promise<ImageDataset> {
  refuseParts(source);
  const cache = await source.cache();
  const path = async (): Promise<string> => {
    try {
      return await fetchFile(node, cache, CATS_VS_DOGS_ARCHIVE, { mirrors, offline, signal, onProgress });
    } catch (cause) {
      throw withAdvice(cause);
    }
  };
  return fromArchive(node, cache, { sha256: CATS_VS_DOGS_ARCHIVE.sha256, path }, await source.decoding());
}

function withAdvice(cause: unknown): unknown {
  if (!(cause instanceof DatasetError) || (cause.code !== 'download' && cause.code !== 'offline')) return cause;
  const advice =
    `\nWithout a network: fetch ${CATS_VS_DOGS_ARCHIVE.name} elsewhere (from ${CATS_VS_DOGS_MIRRORS[0]}, for one), and pass its path as the ` +
    'option archive, or name the folder it lies in as the option directory or in GRADLAB_DATA_DIR.';
  return new DatasetError(cause.code, `loadCatsVsDogs: ${cause.message}${advice}`, { cause });
}
