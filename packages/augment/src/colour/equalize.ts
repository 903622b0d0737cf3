import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { type ProbabilityOptions, sometimes } from '../sometimes.ts';
import type { Transform } from '../transform.ts';
import { requireGrayOrColour, requireWhite } from '../value-range.ts';

/**
 * Spreads the values of each channel so that all are about equally frequent, by the lookup table of Pillow: the value
 * whose predecessors make up n pixels becomes ⌊(n + ⌊s / 2⌋) / s⌋, where s is a 255th of the pixels that are not of the
 * largest value. Where s < 1 the channel stays.
 *
 * Float32 images are brought to 256 levels first, as in torchvision.
 *
 * @param options probability
 * @returns a transform whose parameter is whether it is applied
 * @throws RangeError if the probability is not in [0, 1]; when applied, if the image declares no range or has other than
 *   1 or 3 channels
 * @see torchvision.transforms.v2.RandomEqualize
 * @example
 * ```ts
 * import { equalize } from '@gradlab/augment';
 *
 * const dark = { data: Uint8Array.from({ length: 1024 }, (_, i) => i % 64), shape: [32, 32, 1], range: [0, 255] as const };
 * const { data } = equalize({ probability: 1 }).apply(dark, { seed: 0 });
 * console.log(Math.max(...data)); // 255: the values were below 64
 * ```
 */
export function equalize({ probability = 0.5 }: ProbabilityOptions = {}): Transform {
  return sometimes({ name: 'equalize' }, probability, (image, shape) => equalized('equalize', image, shape));
}

/** Each channel with its values spread. */
export function equalized(caller: string, image: ImageArray, shape: ImageShape): ImageArray {
  const channels = shape[2];
  requireGrayOrColour(caller, channels);
  const white = requireWhite(caller, image);
  const levels = image.data instanceof Uint8Array ? image.data : levelsOf(image.data, white);
  const out = blankLike(image, shape);
  const unit = image.data instanceof Uint8Array ? 1 : Math.fround(1 / 255) * white;
  for (let c = 0; c < channels; c++) {
    const table = tableOf(levels, c, channels);
    for (let i = c; i < levels.length; i += channels) out.data[i] = (table[levels[i] ?? 0] ?? 0) * unit;
  }
  return out;
}

function levelsOf(data: Float32Array, white: number): Uint8Array {
  return Uint8Array.from(data, (value) => Math.trunc(Math.fround(Math.fround(value / white) * Math.fround(255.999))));
}

function tableOf(levels: Uint8Array, channel: number, channels: number): Uint8Array {
  const counts = new Uint32Array(256);
  for (let i = channel; i < levels.length; i += channels) counts[levels[i] ?? 0] = (counts[levels[i] ?? 0] ?? 0) + 1;
  const largest = counts.findLastIndex((count) => count > 0);
  const step = Math.floor((levels.length / channels - (counts[largest] ?? 0)) / 255);
  let before = 0;
  return Uint8Array.from(counts, (count, level) => {
    const raised = step === 0 ? level : Math.min(255, Math.floor((before + Math.floor(step / 2)) / step));
    before += count;
    return raised;
  });
}
