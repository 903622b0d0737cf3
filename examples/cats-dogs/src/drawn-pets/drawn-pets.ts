import type { Dataset, Field } from '@gradlab/datasets';
import { foldIn, permutation, type Seed } from '@gradlab/random';
import { drawPet, PET_SIZE } from './draw-pet.ts';
import { PETS } from './head.ts';

/**
 * Drawn cats and dogs, for runs that have no photos: 64×64 in colour, of each class as many as of the other. A pet differs from the other by
 * ears, muzzle, nose and eyes; fur, place, size, light and what lies about are drawn alike for both.
 *
 * After 8 epochs on 3,000 of them a linear classifier tells 58 % of 500 others, a CNN of three convolutions 98 % (the stress test).
 *
 * Example `i` depends on the seed and on `i` alone, and of the examples `2 k` and `2 k + 1` one is a cat.
 *
 * @param options `size`: how many; `seed`
 * @returns 8-bit images `[64, 64, 3]` with scale 1/255, labels 0 (cat) and 1 (dog)
 */
export function drawnPets({ size, seed }: { readonly size: number; readonly seed: Seed }): Dataset<Field> {
  const root = foldIn(seed, 'drawnPets');
  const elements = PET_SIZE * PET_SIZE * 3;
  const images = new Uint8Array(size * elements);
  const labels = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const pair = permutation(foldIn(foldIn(root, 'label'), Math.floor(i / 2)), 2);
    labels[i] = pair[i % 2] ?? 0;
    images.set(drawPet(PETS[labels[i] ?? 0] ?? 'cat', foldIn(foldIn(root, 'picture'), i)), i * elements);
  }
  return {
    name: 'drawn cats and dogs',
    size,
    x: { data: images, shape: [PET_SIZE, PET_SIZE, 3], scale: 1 / 255 },
    y: { data: labels, shape: [], classNames: [...PETS] },
  };
}
