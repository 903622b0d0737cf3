import { isPicture } from '../image-folder/class-folders.ts';

export const PETS: readonly string[] = ['cat', 'dog'];

const FOLDER = /^(cat|dog)s?$/i;
const FLAT = /^(cat|dog)\.\d+\./i;

/**
 * The label of a photo by its path: the folder it lies in (`PetImages/Cat/0.jpg`), or the beginning of its name, as in the Kaggle
 * competition (`cat.0.jpg`). Undefined for anything that is no photo of either.
 */
export function petOf(path: string): number | undefined {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (!isPicture(name) || parts.some((part) => part.startsWith('.') || part === '__MACOSX')) return undefined;
  const pet = FOLDER.exec(parts.at(-2) ?? '')?.[1] ?? FLAT.exec(name)?.[1];
  return pet === undefined ? undefined : PETS.indexOf(pet.toLowerCase());
}
