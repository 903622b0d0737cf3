import { describeValue } from '@gradlab-internal/checks';
import { decodeAll } from '../images/decode-all.ts';
import type { DecodingProgress, Picture } from '../images/decode-pictures.ts';
import type { ImageDataset } from '../images/image-dataset.ts';
import { type ImageOptions, imageRequest } from '../images/image-options.ts';
import { imageDecoder } from '../images/platform-decoder.ts';
import { requireKind, requireSignal } from '../require-kind.ts';
import { requireNode } from '../storage/node-builtins.ts';
import { type ClassFolders, classFolders } from './class-folders.ts';
import { readPicture } from './read-picture.ts';
import { walkFolder } from './walk-folder.ts';

/** What is needed of a browser's `File`, or of anything that stands for one. */
export interface ImageFile {
  /** Its name, or its path below the folder of classes: `cat/1.jpg`. */
  readonly name: string;
  /** Set by an `<input type="file" webkitdirectory>`: begins with the name of the folder that was chosen. */
  readonly webkitRelativePath?: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface LoadImageFolderOptions extends ImageOptions {
  readonly imageSize: number | readonly [height: number, width: number];
  /** The folder that holds one folder for each class. Node only; either this or `files`. */
  readonly directory?: string;
  /** The files of such a folder: in a page the `files` of an `<input type="file" webkitdirectory>`. */
  readonly files?: Iterable<ImageFile>;
  /** Name of the data set. Default: `images`. */
  readonly name?: string;
  /** Stops the loader, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each picture. */
  readonly onProgress?: (progress: DecodingProgress) => void;
}

/**
 * Photos of your own: a folder that holds one folder for each class, with JPEG, PNG and WebP files in it. Classes are sorted by name, files
 * by folder and name, as torchvision's `ImageFolder` does; folders within a class belong to it; hidden files and files of other kinds
 * are passed over. Links are followed, and a folder that is reached twice counts once.
 *
 * In Node pictures are decoded by the package sharp, to be installed beside this one; several at once, off the main thread, and only those
 * are in memory. In a page give `files` instead of `directory`. See {@link imageDecoder} for what becomes of colours and sizes.
 *
 * @param options see {@link LoadImageFolderOptions}
 * @returns 8-bit images `[height, width, channels]` with scale 1/255, labels with the names of the classes, the `files` of the examples and
 *   those that were `skipped`
 * @throws TypeError or RangeError for wrong options; {@link DatasetError} `missing` if there is no class, a class has no picture, or sharp is
 *   not installed, `malformed` for a file that is no picture (with `onCorrupt: 'skip'` only if none is left), `storage` if one cannot be read;
 *   the signal's reason when aborted
 * @example
 * ```ts
 * import { DatasetError, loadImageFolder } from '@gradlab/datasets';
 *
 * try {
 *   const pets = await loadImageFolder({ directory: 'pets', imageSize: 64, onCorrupt: 'skip' });
 *   console.log(pets.y.classNames, pets.x.shape, pets.skipped); // [ 'cat', 'dog' ] [ 64, 64, 3 ] []
 * } catch (error) {
 *   if (!(error instanceof DatasetError)) throw error;
 *   console.log(error.code); // missing: there is no such folder
 * }
 * ```
 */
export async function loadImageFolder(options: LoadImageFolderOptions): Promise<ImageDataset> {
  requireKind('loadImageFolder', 'options', options, 'object');
  const { name = 'images', onCorrupt = 'error', signal, onProgress } = options;
  const request = imageRequest('loadImageFolder', options);
  requireSignal('loadImageFolder', signal);
  if (onProgress !== undefined) requireKind('loadImageFolder', 'onProgress', onProgress, 'function');
  signal?.throwIfAborted();
  const { classNames, pictures } = await listPictures(options);
  const decoder = options.decoder ?? (await imageDecoder());
  const decoding = { request, decoder, onCorrupt, onProgress, signal };
  return decodeAll('loadImageFolder', { name, classNames }, pictures, decoding);
}

async function listPictures(
  options: LoadImageFolderOptions,
): Promise<{ classNames: readonly string[]; pictures: readonly Picture[] }> {
  const { directory, files, signal } = options;
  if ((directory === undefined) === (files === undefined)) {
    const got = `${describeValue(directory)} and ${describeValue(files)}`;
    throw new TypeError(`loadImageFolder: either directory or files must be given, got ${got}`);
  }
  if (files !== undefined) {
    const listed = Array.from(files, (file) => ({ path: pathOf(file), source: file }));
    return picturesOf(
      classFolders('loadImageFolder', listed),
      async (file) => new Uint8Array(await file.arrayBuffer()),
    );
  }
  requireKind('loadImageFolder', 'directory', directory, 'string');
  const node = requireNode('loadImageFolder: directory');
  const root = node.path.resolve(directory ?? '');
  const content = await walkFolder(node, root, signal);
  const listed = content.files.map((path) => ({ path, source: node.path.join(root, path) }));
  return picturesOf(classFolders(root, listed, content.folders), (path) => readPicture(node, path));
}

/** The path below the folder of classes. */
function pathOf({ name, webkitRelativePath = '' }: ImageFile): string {
  return webkitRelativePath === '' ? name : webkitRelativePath.slice(webkitRelativePath.indexOf('/') + 1);
}

function picturesOf<T>(
  { classNames, pictures }: ClassFolders<T>,
  read: (source: T) => Promise<Uint8Array>,
): { classNames: readonly string[]; pictures: readonly Picture[] } {
  return {
    classNames,
    pictures: pictures.map(({ path, source, label }) => ({ file: path, label, read: () => read(source) })),
  };
}
