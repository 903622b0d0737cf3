import type { Seed } from '@gradlab/random';
import { requireInteger } from '@gradlab-internal/checks';
import { exampleOrder } from './batching/example-order.ts';
import { checkDataset } from './create-dataset.ts';
import type { Dataset, Targets } from './dataset.ts';
import { gather } from './select.ts';
import { stratifiedOrder } from './stratify.ts';

export interface KFoldOptions {
  /** Shuffles first. Without it the folds are runs of the stored order. */
  readonly seed?: Seed;
  /** Gives each fold the classes in the proportions of the whole: `true` for the target, a name for one of several. */
  readonly stratify?: boolean | string;
}

/** One of k ways to hold a part of the data back. */
export interface Fold<Y extends Targets = Targets> {
  readonly train: Dataset<Y>;
  readonly validation: Dataset<Y>;
}

/**
 * Cuts a data set into k parts and holds each back in turn: every example is in the validation part of exactly one fold and in the
 * training part of the others. Of n examples the first n mod k folds hold back one more.
 *
 * @param dataset what to cut
 * @param k how many folds, from 2 to the number of examples
 * @param options `seed` to shuffle first; `stratify` to keep the proportions of the classes, within less than two examples each
 * @returns k folds; each a copy of its part, as far as the examples do not lie in a row
 * @throws RangeError if k is out of range or there is no integer label to stratify by
 * @example
 * ```ts
 * import { kFold, syntheticDigits } from '@gradlab/datasets';
 *
 * const folds = kFold(syntheticDigits({ size: 100, seed: 1 }), 5, { seed: 2, stratify: true });
 * console.log(folds.map(({ train, validation }) => [train.size, validation.size])); // five times [ 80, 20 ]
 * ```
 */
export function kFold<Y extends Targets>(
  dataset: Dataset<Y>,
  k: number,
  { seed, stratify = false }: KFoldOptions = {},
): Fold<Y>[] {
  checkDataset('kFold', dataset);
  requireInteger('kFold', 'k', k, { min: 2, max: Math.max(2, dataset.size) });
  const { size } = dataset;
  if (size < k) throw new RangeError(`kFold: dataset must have at least k = ${k} examples, got ${size}`);
  const shuffled = exampleOrder(size, seed, 'kFold');
  const order = stratify === false ? shuffled : stratifiedOrder('kFold', dataset, shuffled, stratify);
  return Array.from({ length: k }, (_, fold) => {
    const [from, to] = [start(size, k, fold), start(size, k, fold + 1)];
    const rest = new Uint32Array(size - (to - from));
    rest.set(order.subarray(0, from));
    rest.set(order.subarray(to), from);
    return { train: gather(dataset, rest), validation: gather(dataset, order.subarray(from, to)) };
  });
}

function start(size: number, k: number, fold: number): number {
  return fold * Math.floor(size / k) + Math.min(fold, size % k);
}
