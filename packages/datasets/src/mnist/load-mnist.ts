import { requireOneOf } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { cachedFile } from '../fetching/cached-file.ts';
import { download } from '../fetching/download.ts';
import type { FetchFileOptions, FetchOptions } from '../fetching/fetch-options.ts';
import type { PublishedFile } from '../fetching/published-file.ts';
import { cacheFolder } from '../storage/cache-folder.ts';
import { dataFolder } from '../storage/data-folder.ts';
import { type NodeBuiltins, nodeBuiltins, requireNode } from '../storage/node-builtins.ts';
import { readAnyOf } from '../storage/read-file.ts';
import { idxImages, type NamedBytes } from './idx-images.ts';
import { MNIST_FILES, MNIST_MIRRORS, type MnistFiles, spellings } from './mnist-files.ts';

export interface LoadMnistOptions extends FetchOptions {
  /** The 60,000 training examples (the default) or the 10,000 test examples. */
  readonly part?: 'train' | 'test';
}

// A replacement in a folder of yours may be larger than MNIST; a small file that grows without end is an attack.
const LARGEST_FILE = 2 ** 30;

const OPTIONS = { name: 'mnist', imageShape: [28, 28], classNames: [...'0123456789'] } as const;

/**
 * MNIST: 28 × 28 grey images of handwritten digits (LeCun, Cortes, Burges).
 *
 * The files are taken from the first of these that there is: the option `directory`; the folder `mnist` in
 * `GRADLAB_DATA_DIR`, or that folder itself, if one of the files is in it; the cache; the mirrors, into the cache. In
 * folders of yours a file may be packed (`.gz`) or not and be spelt `train-images-idx3-ubyte` or
 * `train-images.idx3-ubyte`. What comes from the cache or a mirror must have the published SHA-256; folders of yours
 * may hold a replacement in the same format (Fashion-MNIST, KMNIST, a shortened set), so there the structure alone is
 * checked: types, 28 × 28 pixels, as many labels as images, labels below 10.
 *
 * In a browser there is neither folder nor cache: the files are downloaded each time.
 *
 * @param options see {@link LoadMnistOptions}
 * @returns 8-bit images `[28, 28, 1]` with scale 1/255 and labels 0 to 9, in the published order
 * @throws RangeError for an unknown part; {@link DatasetError} with a `code` for everything else; the signal's reason
 *   when aborted
 * @see LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition. Proc. IEEE, 1998.
 * @example
 * ```ts
 * import { DatasetError, loadMnist } from '@gradlab/datasets';
 *
 * try {
 *   const test = await loadMnist({ part: 'test', offline: true, cacheDirectory: '/nowhere' });
 *   console.log(test.size, test.x.shape); // 10000 [ 28, 28, 1 ]
 * } catch (error) {
 *   if (!(error instanceof DatasetError)) throw error;
 *   console.log(error.code, error.message); // offline, and what to do
 * }
 * ```
 */
export async function loadMnist(options: LoadMnistOptions = {}): Promise<Dataset<Field>> {
  const part = requireOneOf('loadMnist', 'part', options.part ?? 'train', ['train', 'test']);
  const files = MNIST_FILES[part];
  options.signal?.throwIfAborted();
  const [images, labels] = await locate(files, options);
  return idxImages(images, labels, { ...OPTIONS, name: `mnist-${part}` });
}

async function locate(files: MnistFiles, options: LoadMnistOptions): Promise<[NamedBytes, NamedBytes]> {
  if (options.directory !== undefined) return fromFolder(requireNode('loadMnist: directory'), options.directory, files);
  const node = options.cacheDirectory === undefined ? nodeBuiltins() : requireNode('loadMnist: cacheDirectory');
  const given = node === undefined ? undefined : await dataFolder(node, 'mnist', namesOf(files));
  if (node !== undefined && given !== undefined) return fromFolder(node, given, files);
  const { offline = false, mirrors = MNIST_MIRRORS, signal, onProgress } = options;
  const fetching = { offline, mirrors, signal, onProgress };
  const cache = node === undefined ? undefined : await cacheFolder(node, options.cacheDirectory);
  const folder = cache === undefined ? undefined : node?.path.join(cache, 'mnist');
  try {
    const get = (file: PublishedFile): Promise<NamedBytes> => published(node, folder, file, fetching);
    // The small file first: a mirror that does not answer is found out sooner.
    const labels = await get(files.labels);
    return [await get(files.images), labels];
  } catch (cause) {
    throw withAdvice(cause, files);
  }
}

function namesOf({ images, labels }: MnistFiles): readonly string[] {
  return [...spellings(images), ...spellings(labels)];
}

async function fromFolder(node: NodeBuiltins, folder: string, files: MnistFiles): Promise<[NamedBytes, NamedBytes]> {
  const read = async (file: PublishedFile): Promise<NamedBytes> => {
    const names = spellings(file);
    const found = await readAnyOf(node, folder, names, LARGEST_FILE);
    if (found !== undefined) return found;
    throw new DatasetError('missing', `${node.path.resolve(folder)}: expected one of ${names.join(', ')}, found none`);
  };
  return [await read(files.images), await read(files.labels)];
}

async function published(
  node: NodeBuiltins | undefined,
  folder: string | undefined,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<NamedBytes> {
  if (node !== undefined && folder !== undefined) {
    return { path: node.path.join(folder, file.name), bytes: await cachedFile(node, folder, file, options) };
  }
  if (options.offline)
    throw new DatasetError('offline', `${file.name} is not here, and offline forbids to download it`);
  return { path: file.name, bytes: await download(file, options) };
}

function withAdvice(cause: unknown, files: MnistFiles): unknown {
  if (!(cause instanceof DatasetError) || (cause.code !== 'download' && cause.code !== 'offline')) return cause;
  const advice =
    `\nWithout a network: fetch ${files.images.name}.gz and ${files.labels.name}.gz elsewhere (from ${MNIST_MIRRORS[0]}, for one), ` +
    'put them into a folder, and pass it as the option directory or name it in GRADLAB_DATA_DIR.';
  return new DatasetError(cause.code, `loadMnist: ${cause.message}${advice}`, { cause });
}
