import { requireNumber } from '@gradlab-internal/checks';
import type { ImageArray } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';
import { requireWhite } from '../value-range.ts';
import { mapValues } from './map-values.ts';

export interface SolarizeOptions extends ProbabilityOptions {
  /** The smallest stored value that is inverted: 128 for 8-bit images, say, or 0.5 for those in [0, 1]. */
  readonly threshold: number;
}

/**
 * Inverts the bright values: out = white − value where value >= threshold.
 *
 * @param options threshold, probability
 * @returns a transform whose parameter is whether it is applied
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range or the
 *   threshold is above it
 * @see torchvision.transforms.v2.RandomSolarize
 * @example
 * ```ts
 * import { solarize } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(10, 128, 200), shape: [1, 3, 1], range: [0, 255] as const };
 * console.log(solarize({ threshold: 128, probability: 1 }).apply(image, { seed: 0 }).data); // Uint8Array(3) [ 10, 127, 55 ]
 * ```
 */
export function solarize({ threshold, probability = 0.5 }: SolarizeOptions): Transform {
  requireNumber('solarize', 'threshold', threshold);
  return sometimes({ name: 'solarize', threshold }, probability, (image) => invertFrom('solarize', image, threshold));
}

/** The image with values from the threshold on inverted. */
export function invertFrom(caller: string, image: ImageArray, threshold: number): ImageArray {
  const white = requireWhite(caller, image);
  if (threshold > white) {
    throw new RangeError(
      `${caller}: threshold must be at most ${white}, the largest value of the range, got ${threshold}`,
    );
  }
  // Compared in float32, as PyTorch compares a float32 image with a number.
  const from = Math.fround(threshold);
  return mapValues(image, (value) => (value >= from ? white - value : value));
}
