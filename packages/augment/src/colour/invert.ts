import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';
import { invertFrom } from './solarize.ts';

/**
 * Makes a negative: out = white − value.
 *
 * @param options probability
 * @returns a transform whose parameter is whether it is applied
 * @throws RangeError if the probability is not in [0, 1]; when applied, if the image declares no range
 * @see torchvision.transforms.v2.RandomInvert
 * @example
 * ```ts
 * import { invert } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(0, 55, 255), shape: [1, 3, 1], range: [0, 255] as const };
 * console.log(invert({ probability: 1 }).apply(image, { seed: 0 }).data); // Uint8Array(3) [ 255, 200, 0 ]
 * ```
 */
export function invert({ probability = 0.5 }: ProbabilityOptions = {}): Transform {
  return sometimes({ name: 'invert' }, probability, (image) => invertFrom('invert', image, Number.NEGATIVE_INFINITY));
}
