import type { Dataset, Field } from '../dataset.ts';
import type { FetchOptions } from '../fetching/fetch-options.ts';
import { loadIdxSet } from './load-idx-set.ts';
import { MNIST } from './mnist-files.ts';

export interface LoadMnistOptions extends FetchOptions {
  /** The 60,000 training examples (the default) or the 10,000 test examples. */
  readonly part?: 'train' | 'test';
}

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
  return loadIdxSet('loadMnist', MNIST, options);
}
