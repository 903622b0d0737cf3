import type { Dataset, Field } from '../dataset.ts';
import type { FetchOptions } from '../fetching/fetch-options.ts';
import { loadIdxSet } from '../mnist/load-idx-set.ts';
import { FASHION_MNIST } from './fashion-mnist-files.ts';

export interface LoadFashionMnistOptions extends FetchOptions {
  /** The 60,000 training examples (the default) or the 10,000 test examples. */
  readonly part?: 'train' | 'test';
}

/**
 * Fashion-MNIST: 28 × 28 grey images of clothes in ten classes (Xiao, Rasul, Vollgraf), in files of the same names as MNIST's
 * and from the first of the same places: the option `directory`; the folder `fashion-mnist` in `GRADLAB_DATA_DIR` (not that
 * folder itself, as what lies there may be MNIST); the cache; the mirrors. See {@link loadMnist}.
 *
 * @param options see {@link LoadFashionMnistOptions}
 * @returns 8-bit images `[28, 28, 1]` with scale 1/255 and labels 0 (T-shirt/top) to 9 (Ankle boot), in the published order
 * @throws RangeError for an unknown part; {@link DatasetError} with a `code` for everything else; the signal's reason
 *   when aborted
 * @see Xiao, Rasul, Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. 2017.
 *   https://arxiv.org/abs/1708.07747
 * @example
 * ```ts
 * import { DatasetError, loadFashionMnist } from '@gradlab/datasets';
 *
 * try {
 *   const test = await loadFashionMnist({ part: 'test', offline: true, cacheDirectory: '/nowhere' });
 *   console.log(test.size, test.y.classNames?.[9]); // 10000 Ankle boot
 * } catch (error) {
 *   if (!(error instanceof DatasetError)) throw error;
 *   console.log(error.code, error.message); // offline, and what to do
 * }
 * ```
 */
export async function loadFashionMnist(options: LoadFashionMnistOptions = {}): Promise<Dataset<Field>> {
  return loadIdxSet('loadFashionMnist', FASHION_MNIST, options);
}
