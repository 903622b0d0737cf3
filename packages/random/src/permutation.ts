import { requireInteger } from '@gradlab-internal/checks';
import { key, type Seed } from './key.ts';
import { uniformAt } from './uniform.ts';

/**
 * A random permutation of 0 … n − 1 (Fisher–Yates). An index is ⌊u·m⌋ with a 53-bit u, so no order is favoured by more
 * than n·2⁻⁵³.
 *
 * @param seed integer or key
 * @param n an integer in [0, 2³²)
 * @returns length `n`
 * @throws RangeError if `n` is out of range
 * @example
 * ```ts
 * import { permutation } from '@gradlab/random';
 * console.log([...permutation(3, 5)].sort().join()); // 0,1,2,3,4
 * ```
 */
export function permutation(seed: Seed, n: number): Uint32Array {
  const { words } = key(seed);
  const order = Uint32Array.from(
    { length: requireInteger('permutation', 'n', n, { min: 0, below: 2 ** 32 }) },
    (_, i) => i,
  );
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(uniformAt(words, last) * (last + 1));
    const moved = order[last] as number;
    order[last] = order[chosen] as number;
    order[chosen] = moved;
  }
  return order;
}
