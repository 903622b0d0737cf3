import { requireOneOf } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import type { FetchOptions } from '../fetching/fetch-options.ts';
import { requireFetchOptions } from '../fetching/require-fetch-options.ts';
import { idxImages } from './idx-images.ts';
import type { IdxSet } from './idx-set.ts';
import { locateIdx } from './locate-idx.ts';

export interface LoadIdxSetOptions extends FetchOptions {
  readonly part?: 'train' | 'test';
}

/** One part of a set of 28 × 28 grey images, wherever its files are. */
export async function loadIdxSet(caller: string, set: IdxSet, options: LoadIdxSetOptions): Promise<Dataset<Field>> {
  requireFetchOptions(caller, options);
  const part = requireOneOf(caller, 'part', options.part ?? 'train', ['train', 'test']);
  options.signal?.throwIfAborted();
  const [images, labels] = await locateIdx(caller, set, set.files[part], options);
  const { name, classNames } = set;
  return idxImages(images, labels, { name: `${name}-${part}`, imageShape: [28, 28], classNames });
}
