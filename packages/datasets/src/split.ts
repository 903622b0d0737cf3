import type { Seed } from '@gradlab/random';
import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { exampleOrder } from './batching/example-order.ts';
import { checkDataset } from './create-dataset.ts';
import type { Dataset, Targets } from './dataset.ts';
import { gather } from './select.ts';
import { stratifiedOrder } from './stratify.ts';

/** The shares of the parts, in order or by name: fractions that sum to 1, or counts that sum to the size. */
export type Shares = readonly number[] | Readonly<Record<string, number>>;

/** A data set for every share, under the same position or name. */
export type Parts<S extends Shares, Y extends Targets = Targets> = { -readonly [K in keyof S]: Dataset<Y> };

export interface SplitOptions {
  /** Shuffles before cutting. Without it the parts are runs of the stored order and share its memory. */
  readonly seed?: Seed;
  /** Gives each part the classes in the proportions of the whole: `true` for the target, a name for one of several. */
  readonly stratify?: boolean | string;
}

/**
 * Cuts a data set into parts that are disjoint and together complete. A fraction becomes a count by rounding the
 * running sum, so no example is lost.
 *
 * @param dataset what to cut
 * @param shares fractions in [0, 1] that sum to 1, or counts that sum to the size; a list or a record
 * @param options `seed` to shuffle first; `stratify` to keep the proportions of the classes, within less than two examples each
 * @returns one data set per share, as a list or a record like `shares`
 * @throws TypeError if the shares are no numbers; RangeError if they sum to neither 1 nor the size, or if there is no
 *   integer label to stratify by
 * @example
 * ```ts
 * import { split, syntheticDigits } from '@gradlab/datasets';
 *
 * const digits = syntheticDigits({ size: 1000, seed: 1 });
 * const { train, validation } = split(digits, { train: 0.8, validation: 0.2 }, { seed: 2, stratify: true });
 * console.log(train.size, validation.size); // 800 200
 *
 * const [first] = split(digits, [900, 100]); // stored order: the first 900 and the last 100
 * if (first.size !== 900) throw new Error(`${first.size}`);
 * ```
 */
export function split<const S extends Shares, Y extends Targets>(
  dataset: Dataset<Y>,
  shares: S,
  { seed, stratify = false }: SplitOptions = {},
): Parts<S, Y> {
  checkDataset('split', dataset);
  const counts = countsOf(shares, dataset.size);
  const shuffled = exampleOrder(dataset.size, seed, 'split');
  const order = stratify === false ? shuffled : stratifiedOrder('split', dataset, shuffled, stratify);
  let from = 0;
  const parts = counts.map(([name, count]): [string, Dataset<Y>] => {
    const part = gather(dataset, order.subarray(from, from + count));
    from += count;
    return [name, part];
  });
  // The entries carry the keys of `shares`, which is what the mapped type says.
  return (Array.isArray(shares) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as Parts<S, Y>;
}

function countsOf(shares: Shares, size: number): [string, number][] {
  if (typeof shares !== 'object' || shares === null) {
    throw new TypeError(`split: fractions must be a list or a record of numbers, got ${describeValue(shares)}`);
  }
  // A hole in a list is a share that is missing.
  const entries = Object.entries<number>(Array.isArray(shares) ? Array.from(shares) : shares);
  let sum = 0;
  for (const [name, share] of entries) sum += requireNumber('split', `fractions.${name}`, share, { min: 0 });
  if (sum === size && entries.every(([, share]) => Number.isInteger(share))) return entries;
  // Decimal fractions do not sum to 1 exactly: ten times 0.1 is short by 1.1e-16.
  if (Math.abs(sum - 1) > 1e-9) {
    throw new RangeError(`split: fractions must sum to 1, or counts to the size ${size}, got a sum of ${sum}`);
  }
  let running = 0;
  let cut = 0;
  return entries.map(([name, share]) => {
    const from = cut;
    running += share;
    cut = Math.round((running / sum) * size);
    return [name, cut - from];
  });
}
