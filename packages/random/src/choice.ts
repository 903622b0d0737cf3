import { describeValue } from '@gradlab-internal/checks';
import { integerFrom, integers } from './integers.ts';
import { key, type Seed } from './key.ts';
import { eachBlock, requireCount } from './units.ts';
import { cumulativeOf, drawWeighted, requireWeights, smallestArrivals } from './weights.ts';

/** Options of {@link choice}. */
export interface ChoiceOptions {
  /** Whether an item may be chosen again; default true. */
  readonly replace?: boolean;
  /** How likely each item is in comparison with the others: finite, ≥ 0, of any positive sum. Equal unless given. */
  readonly weights?: readonly number[] | Float32Array | Float64Array;
}

/**
 * `k` items chosen at random, in the order in which they were drawn; the choice of fewer items is the beginning of it.
 *
 * With weights wᵢ each draw takes item i with probability wᵢ / Σ w, the sum being over what is left where items are not put
 * back. That is found from exponential arrival times of rate wᵢ: the k earliest.
 *
 * @param seed integer or key
 * @param items a list, or an integer n ≥ 0 for the indices 0 … n − 1
 * @param k how many, an integer ≥ 0
 * @param options `replace` and `weights`
 * @returns a new list of items, or the indices; length `k`
 * @throws TypeError or RangeError if an argument is not as above, or if there is too little to choose from: nothing at all
 *   (of positive weight), or fewer than `k` where they are not put back
 * @see Efraimidis, Spirakis: Weighted random sampling with a reservoir. Information Processing Letters, 2006.
 * @example
 * ```ts
 * import { choice } from '@gradlab/random';
 * console.log(choice(1, 60_000, 5, { replace: false }).length); // 5
 * const letters = choice(1, ['a', 'b', 'c'], 4, { weights: [2, 1, 0] });
 * console.log(letters.includes('c')); // false
 * ```
 */
export function choice(seed: Seed, items: number, k: number, options?: ChoiceOptions): Uint32Array;
export function choice<T>(seed: Seed, items: readonly T[], k: number, options?: ChoiceOptions): T[];
export function choice<T>(
  seed: Seed,
  items: number | readonly T[],
  k: number,
  { replace = true, weights }: ChoiceOptions = {},
): Uint32Array | T[] {
  const n = sizeOf(items);
  requireCount('choice', 'k', k);
  if (typeof replace !== 'boolean') {
    throw new TypeError(`choice: replace must be true or false, got ${describeValue(replace)}`);
  }
  const positive = weights === undefined ? n : requireWeights('choice', weights, n);
  const available = replace && positive > 0 ? k : positive;
  if (k > available) throw new RangeError(`choice: k must be at most ${available}, what there is to choose, got ${k}`);
  const indices = k === 0 ? new Uint32Array() : indicesOf(seed, n, k, replace, weights);
  return Array.isArray(items) ? Array.from(indices, (index) => items[index] as T) : indices;
}

function sizeOf(items: unknown): number {
  if (Array.isArray(items)) return items.length;
  if (typeof items === 'number') return requireCount('choice', 'items', items);
  throw new TypeError(`choice: items must be an array or an integer, got ${describeValue(items)}`);
}

function indicesOf(
  seed: Seed,
  n: number,
  k: number,
  replace: boolean,
  weights: ArrayLike<number> | undefined,
): Uint32Array {
  if (weights === undefined) return replace ? Uint32Array.from(integers(seed, k, { below: n })) : distinct(seed, n, k);
  return replace ? drawWeighted(seed, cumulativeOf(weights), k) : smallestArrivals(seed, weights, k);
}

/** The first `k` places of a shuffle from the front. Only the places that were touched are kept, for `n` may be huge. */
function distinct(seed: Seed, n: number, k: number): Uint32Array {
  const { words } = key(seed);
  const chosen = new Uint32Array(k);
  const moved = new Map<number, number>();
  eachBlock(words, 0, k, (units, offset, length) => {
    for (let i = offset; i < offset + length; i++) {
      const from = i + integerFrom(units[i - offset] as number, n - i, words, i);
      chosen[i] = moved.get(from) ?? from;
      moved.set(from, moved.get(i) ?? i);
    }
  });
  return chosen;
}
