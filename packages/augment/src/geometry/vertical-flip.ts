import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';

/**
 * Mirrors an image top to bottom: out[y, x] = in[height − 1 − y, x].
 *
 * @param options probability
 * @returns a transform whose parameter is whether to flip
 * @throws RangeError if the probability is not in [0, 1]
 * @see torchvision.transforms.v2.RandomVerticalFlip
 * @example
 * ```ts
 * import { verticalFlip } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(1, 2, 3), shape: [3, 1, 1] };
 * console.log(verticalFlip({ probability: 1 }).apply(image, { seed: 1 }).data); // Uint8Array(3) [ 3, 2, 1 ]
 * ```
 */
export function verticalFlip({ probability = 0.5 }: ProbabilityOptions = {}): Transform {
  return sometimes({ name: 'verticalFlip' }, probability, overturned);
}

function overturned(image: ImageArray, shape: ImageShape): ImageArray {
  const length = shape[1] * shape[2];
  const out = blankLike(image, shape);
  for (let y = 0; y < shape[0]; y++) {
    out.data.set(image.data.subarray((shape[0] - 1 - y) * length, (shape[0] - y) * length), y * length);
  }
  return out;
}
