import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';
import { requireGrayOrColour, requireWhite } from '../value-range.ts';

const { fround } = Math;

/**
 * Stretches each channel so that its darkest value becomes black and its brightest white:
 * out = white · (value − min) / (max − min). A channel of one value stays.
 *
 * @param options probability
 * @returns a transform whose parameter is whether it is applied
 * @throws RangeError if the probability is not in [0, 1]; when applied, if the image declares no range or has other than
 *   1 or 3 channels
 * @see torchvision.transforms.v2.RandomAutocontrast
 * @example
 * ```ts
 * import { autoContrast } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(100, 120, 150), shape: [1, 3, 1], range: [0, 255] as const };
 * console.log(autoContrast({ probability: 1 }).apply(image, { seed: 0 }).data); // Uint8Array(3) [ 0, 102, 255 ]
 * ```
 */
export function autoContrast({ probability = 0.5 }: ProbabilityOptions = {}): Transform {
  return sometimes({ name: 'autoContrast' }, probability, (image, shape) => stretched('autoContrast', image, shape));
}

/** Each channel stretched to the whole range. */
export function stretched(caller: string, image: ImageArray, shape: ImageShape): ImageArray {
  const channels = shape[2];
  requireGrayOrColour(caller, channels);
  const white = requireWhite(caller, image);
  const out = blankLike(image, shape);
  for (let c = 0; c < channels; c++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = c; i < image.data.length; i += channels) {
      low = Math.min(low, image.data[i] ?? 0);
      high = Math.max(high, image.data[i] ?? 0);
    }
    const flat = low === high;
    const unit = flat ? 1 : fround(fround(high - low) * fround(1 / white));
    const base = flat ? 0 : low;
    for (let i = c; i < image.data.length; i += channels) {
      const value = fround(fround((image.data[i] ?? 0) - base) / unit);
      out.data[i] = Math.min(white, Math.max(0, value));
    }
  }
  return out;
}
