import type { ImageArray } from '../image.ts';

/** What a stored value is multiplied with to lie in [0, 1]. */
export function unitScale(white: number): number {
  return Math.fround(1 / white);
}

/**
 * The way back from [0, 1]: for 8-bit images ⌊255.999 v⌋, so that each stored value has an equal share of [0, 1], as
 * torchvision converts.
 */
export function fromUnit({ data }: ImageArray, white: number): (value: number) => number {
  if (data instanceof Uint8Array) return (value) => Math.trunc(Math.fround(value * Math.fround(255.999)));
  return (value) => value * white;
}
