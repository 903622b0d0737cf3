import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';

/**
 * Mirrors an image left to right: out[y, x] = in[y, width − 1 − x].
 *
 * @param options probability
 * @returns a transform whose parameter is whether to flip
 * @throws RangeError if the probability is not in [0, 1]
 * @see torchvision.transforms.v2.RandomHorizontalFlip
 * @example
 * ```ts
 * import { horizontalFlip } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(1, 2, 3), shape: [1, 3, 1] };
 * console.log(horizontalFlip({ probability: 1 }).apply(image, { seed: 1 }).data); // Uint8Array(3) [ 3, 2, 1 ]
 * ```
 */
export function horizontalFlip({ probability = 0.5 }: ProbabilityOptions = {}): Transform {
  return sometimes({ name: 'horizontalFlip' }, probability, mirrored);
}

function mirrored(image: ImageArray, shape: ImageShape): ImageArray {
  const [height, width, channels] = shape;
  const out = blankLike(image, shape);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * channels;
      const from = (y * width + width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) out.data[to + c] = image.data[from + c] ?? 0;
    }
  }
  return out;
}
