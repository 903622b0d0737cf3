import { foldIn, permutation, type Seed } from '@gradlab/random';

/** Each run of as many labels as there are classes holds every class once, in an order drawn for that run. */
export function balancedLabels(seed: Seed, size: number, classes: number): Uint8Array {
  const labels = new Uint8Array(size);
  for (let run = 0; run * classes < size; run++) {
    const order = permutation(foldIn(seed, run), classes).subarray(0, size - run * classes);
    labels.set(order, run * classes);
  }
  return labels;
}
