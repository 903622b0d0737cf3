import { DatasetError } from '../dataset-error.ts';

/** In the order of their labels. */
export const CLASS_NAMES: readonly string[] = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
];

/**
 * Holds the names of the classes that lie beside the batches, one a line, to those that the labels are given here.
 *
 * @throws {@link DatasetError} `mismatch` if they are others
 */
export function checkClassNames(path: string, bytes: Uint8Array): void {
  const names = new TextDecoder().decode(bytes).trim().split(/\s+/);
  if (names.join() !== CLASS_NAMES.join()) {
    const got = names.join(', ').slice(0, 200);
    throw new DatasetError('mismatch', `${path}: expected the classes ${CLASS_NAMES.join(', ')}, got ${got}`);
  }
}
