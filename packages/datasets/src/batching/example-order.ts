import { foldIn, permutation, type Seed } from '@gradlab/random';

/**
 * The order in which examples are taken: as they are stored without a seed, else a full permutation.
 *
 * @param stream names what the order is for, so that one seed may serve several uses
 */
export function exampleOrder(
  size: number,
  seed: Seed | undefined,
  ...stream: readonly (string | number)[]
): Uint32Array {
  if (seed === undefined) return Uint32Array.from({ length: size }, (_, i) => i);
  return permutation(stream.reduce<Seed>(foldIn, seed), size);
}
