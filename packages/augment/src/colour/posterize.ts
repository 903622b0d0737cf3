import { requireInteger } from '@gradlab-internal/checks';
import type { ImageArray } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';
import { requireWhite } from '../value-range.ts';
import { mapValues } from './map-values.ts';

export interface PosterizeOptions extends ProbabilityOptions {
  /** Bits that are kept of the eight of a value, 0 … 8. */
  readonly bits: number;
}

/**
 * Keeps the highest bits of each value: 2^bits levels, rounded down.
 *
 * @param options bits, probability
 * @returns a transform whose parameter is whether it is applied
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range
 * @see torchvision.transforms.v2.RandomPosterize
 * @example
 * ```ts
 * import { posterize } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(10, 100, 200), shape: [1, 3, 1], range: [0, 255] as const };
 * console.log(posterize({ bits: 1, probability: 1 }).apply(image, { seed: 0 }).data); // Uint8Array(3) [ 0, 0, 128 ]
 * ```
 */
export function posterize({ bits, probability = 0.5 }: PosterizeOptions): Transform {
  requireInteger('posterize', 'bits', bits, { min: 0, max: 8 });
  return sometimes({ name: 'posterize', bits }, probability, (image) => coarser('posterize', image, bits));
}

/** The image with 2^bits levels. */
export function coarser(caller: string, image: ImageArray, bits: number): ImageArray {
  const white = requireWhite(caller, image);
  if (image.data instanceof Uint8Array) return mapValues(image, (value) => value & (0xff00 >> bits));
  const levels = 2 ** bits;
  return mapValues(image, (value) => {
    const level = Math.floor(Math.fround(Math.fround(value / white) * levels));
    return (Math.min(levels - 1, Math.max(0, level)) / levels) * white;
  });
}
