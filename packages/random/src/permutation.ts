import { integerFrom } from './integers.ts';
import { key, type Seed } from './key.ts';
import { BLOCK, eachBlock, requireCount } from './units.ts';

/**
 * A random permutation of 0 … n − 1 (Fisher–Yates with unbiased integers): every order is equally likely.
 *
 * @param seed integer or key
 * @param n an integer in [0, 2³²)
 * @returns length `n`
 * @throws TypeError or RangeError if an argument is not as above
 * @example
 * ```ts
 * import { permutation } from '@gradlab/random';
 * console.log([...permutation(3, 5)].sort().join()); // 0,1,2,3,4
 * ```
 */
export function permutation(seed: Seed, n: number): Uint32Array {
  const { words } = key(seed);
  const order = new Uint32Array(requireCount('permutation', 'n', n));
  for (let i = 0; i < n; i++) order[i] = i;
  // From the last place down, and so are the blocks: the place is the counter of the draw that fills it.
  for (let end = n; end > 0; end -= BLOCK) {
    const first = Math.max(0, end - BLOCK);
    eachBlock(words, first, end - first, (units) => {
      for (let place = end - 1; place >= first; place--) {
        const chosen = integerFrom(units[place - first] as number, place + 1, words, place);
        const moved = order[place] as number;
        order[place] = order[chosen] as number;
        order[chosen] = moved;
      }
    });
  }
  return order;
}
