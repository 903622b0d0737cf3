import { requireOneOf } from '@gradlab-internal/checks';
import { concat } from '../concat.ts';
import type { Dataset, Field } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { dataFolder } from '../storage/data-folder.ts';
import { type NodeBuiltins, requireNode } from '../storage/node-builtins.ts';
import { readAnyOf } from '../storage/read-file.ts';
import { parseCifar10 } from './parse-cifar10.ts';

export interface LoadCifar10Options {
  /** The training batches (the default) or the test batch. */
  readonly part?: 'train' | 'test';
  /** The folder that holds the files. Default: `cifar10` in `GRADLAB_DATA_DIR`, or that folder itself. */
  readonly directory?: string;
  readonly signal?: AbortSignal;
}

const FILES = {
  train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`),
  test: ['test_batch.bin'],
} as const;

// A folder of yours may hold larger batches than the published ones of 30.7 MB; one that grows without end is an attack.
const LARGEST_FILE = 2 ** 29;

/**
 * CIFAR-10: 32 × 32 colour photos in ten classes (Krizhevsky), from a folder that holds files of the binary version: `data_batch_1.bin` to
 * `data_batch_5.bin` and `test_batch.bin`, each packed (`.gz`) or not. Of the training batches those count that are there, so that a
 * part of them will do. Structure and labels are checked, hashes are not. Needs a file system.
 *
 * @param options see {@link LoadCifar10Options}
 * @returns 8-bit images `[32, 32, 3]` with scale 1/255 and labels 0 to 9, in the order of the files; 10,000 for each published one
 * @throws RangeError for an unknown part; {@link DatasetError} `missing` if there is no such file or folder, `malformed` for one that is no
 * batch, `storage` where there is no file system; the signal's reason when aborted
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
  const part = requireOneOf('loadCifar10', 'part', options.part ?? 'train', ['train', 'test']);
  const node = requireNode('loadCifar10');
  const folder = options.directory ?? (await givenFolder(node, FILES[part]));
  const parts: Dataset<Field>[] = [];
  for (const file of FILES[part]) {
    options.signal?.throwIfAborted();
    const found = await readAnyOf(node, folder, [file, `${file}.gz`], LARGEST_FILE);
    if (found !== undefined) parts.push(parseCifar10(found.bytes, { name: found.path }));
  }
  const [first] = parts;
  if (first === undefined) {
    const names = FILES[part].map((file) => `${file}(.gz)`).join(', ');
    throw new DatasetError(
      'missing',
      `loadCifar10: ${node.path.resolve(folder)}: expected one of ${names}, found none`,
    );
  }
  return { ...(parts.length === 1 ? first : concat(parts)), name: `cifar10-${part}` };
}

async function givenFolder(node: NodeBuiltins, files: readonly string[]): Promise<string> {
  const root = node.env.GRADLAB_DATA_DIR;
  if (root === undefined || root === '') {
    const advice = 'unpack cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html';
    throw new DatasetError(
      'missing',
      `loadCifar10: name a folder as the option directory or in GRADLAB_DATA_DIR (${advice})`,
    );
  }
  const names = files.flatMap((file) => [file, `${file}.gz`]);
  return (await dataFolder(node, 'cifar10', names)) ?? root;
}
