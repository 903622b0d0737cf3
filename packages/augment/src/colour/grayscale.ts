import { blankLike } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';
import { requireGrayOrColour } from '../value-range.ts';
import { luminance } from './blend.ts';

/**
 * Gives all channels of a pixel its luminance, 0.2989 r + 0.587 g + 0.114 b, rounded down for 8-bit images. The number
 * of channels stays.
 *
 * @param options probability (default 1)
 * @returns a transform whose parameter is whether it is applied
 * @throws RangeError if the probability is not in [0, 1]; when applied, if the image has other than 1 or 3 channels
 * @see torchvision.transforms.v2.RandomGrayscale
 * @example
 * ```ts
 * import { grayscale } from '@gradlab/augment';
 *
 * const red = { data: Uint8Array.of(255, 0, 0), shape: [1, 1, 3], range: [0, 255] as const };
 * console.log(grayscale().apply(red, { seed: 0 }).data); // Uint8Array(3) [ 76, 76, 76 ]
 * ```
 */
export function grayscale({ probability = 1 }: ProbabilityOptions = {}): Transform {
  return sometimes({ name: 'grayscale' }, probability, (image, shape) => {
    requireGrayOrColour('grayscale', shape[2]);
    const gray = luminance(image, shape);
    const out = blankLike(image, shape);
    for (let i = 0; i < out.data.length; i++) out.data[i] = gray[Math.trunc(i / shape[2])] ?? 0;
    return out;
  });
}
