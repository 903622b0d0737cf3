import { requireOneOf } from '@gradlab-internal/checks';
import { concat } from '../concat.ts';
import type { Dataset, Field } from '../dataset.ts';
import { fetchBytes } from '../fetching/fetch-bytes.ts';
import type { FetchFileOptions, FetchOptions } from '../fetching/fetch-options.ts';
import { type FileSource, locateSource, withAdvice } from '../fetching/locate-source.ts';
import { requireFetchOptions } from '../fetching/require-fetch-options.ts';
import { archivedBatches } from './archived-batches.ts';
import { cachedBatches } from './cached-batches.ts';
import { CIFAR10_ARCHIVE, CIFAR10_BATCHES, CIFAR10_MIRRORS, CIFAR10_NAMES } from './cifar10-files.ts';
import { folderBatches } from './folder-batches.ts';
import { parseCifar10 } from './parse-cifar10.ts';

export interface LoadCifar10Options extends FetchOptions {
  /** The 50,000 training examples (the default) or the 10,000 test examples. */
  readonly part?: 'train' | 'test';
}

/** The content of a batch and what to call it in messages. */
interface Batch {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * CIFAR-10: 32 × 32 colour photos in ten classes (Krizhevsky), of the binary version.
 *
 * The files are taken from the first of these that there is: the option `directory`; the folder `cifar10` in `GRADLAB_DATA_DIR`, or that
 * folder itself, if one of the files is in it; the cache; the mirrors, into the cache. A folder of yours holds `data_batch_1.bin` to
 * `data_batch_5.bin` and `test_batch.bin`, each packed (`.gz`) or not, itself or in its folder `cifar-10-batches-bin`, or the archive
 * `cifar-10-binary.tar.gz`. Of training batches those count that are there, so that a part of them will do; structure, labels and the
 * names of the classes, if they are there, are checked, hashes are not.
 *
 * The archive (170 MB) must have the published SHA-256. It is unpacked into the cache once (184 MB), with the hash of each batch, to
 * which the batch is held each time it is read. In a browser it is downloaded each time and unpacked in memory.
 *
 * @param options see {@link LoadCifar10Options}
 * @returns 8-bit images `[32, 32, 3]` with scale 1/255 and labels 0 to 9, in the order of the files; 10,000 for each published one
 * @throws TypeError or RangeError for wrong options; {@link DatasetError} with a `code` for everything else; the signal's reason when aborted
 * @see Krizhevsky: Learning multiple layers of features from tiny images. 2009. https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * ```ts
 * import { DatasetError, loadCifar10 } from '@gradlab/datasets';
 *
 * try {
 *   const test = await loadCifar10({ part: 'test', directory: 'cifar-10-batches-bin' });
 *   console.log(test.size, test.x.shape); // 10000 [ 32, 32, 3 ]
 * } catch (error) {
 *   if (!(error instanceof DatasetError)) throw error;
 *   console.log(error.code, error.message); // missing, and what was expected
 * }
 * ```
 */
export async function loadCifar10(options: LoadCifar10Options = {}): Promise<Dataset<Field>> {
  requireFetchOptions('loadCifar10', options);
  const part = requireOneOf('loadCifar10', 'part', options.part ?? 'train', ['train', 'test']);
  options.signal?.throwIfAborted();
  const source = await locateSource('loadCifar10', 'cifar10', CIFAR10_NAMES[part], options);
  const parts: { readonly name: string; readonly dataset: Dataset<Field> }[] = [];
  try {
    for await (const { name, bytes } of batchesOf(source, part, options)) {
      parts.push({ name, dataset: parseCifar10(bytes, { name }) });
    }
  } catch (cause) {
    throw withAdvice('loadCifar10', [CIFAR10_ARCHIVE.name], CIFAR10_MIRRORS[0], cause);
  }
  // An archive holds them in an order of its own.
  const inOrder = parts.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ dataset }) => dataset);
  const [first] = inOrder;
  return { ...(inOrder.length === 1 && first !== undefined ? first : concat(inOrder)), name: `cifar10-${part}` };
}

function batchesOf(
  source: FileSource,
  part: 'train' | 'test',
  { mirrors = CIFAR10_MIRRORS, offline = false, signal, onProgress }: LoadCifar10Options,
): AsyncIterable<Batch> {
  const fetching = { mirrors, offline, signal, onProgress };
  if (source.kind === 'folder') return folderBatches(source.node, source.folder, part, signal);
  if (source.kind === 'cache') return cachedBatches(source.node, source.folder, part, fetching);
  return downloadedBatches(CIFAR10_BATCHES[part], fetching);
}

async function* downloadedBatches(wanted: readonly string[], options: FetchFileOptions): AsyncGenerator<Batch> {
  const archive = await fetchBytes(CIFAR10_ARCHIVE, options);
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield archive;
  }
  yield* archivedBatches(whole(), { name: CIFAR10_ARCHIVE.name, wanted, signal: options.signal });
}
