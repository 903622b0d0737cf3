import { foldIn, type Key, normal, uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { type Fill, requireChannelValues, spreadOverChannels } from '../channel-values.ts';
import { drawInteger, drawWithin } from '../draw.ts';
import type { ImageArray, ImageShape } from '../image.ts';
import { type Interval, requireInterval } from '../interval.ts';
import { roundHalfEven } from '../round.ts';
import type { ProbabilityOptions } from '../sometimes.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { type Box, fillBoxes, requireHoldable } from './fill-box.ts';

export interface RandomErasingOptions extends ProbabilityOptions {
  /** Smallest and largest share of the image's area, in [0, 1]. Default `[0.02, 0.33]`. */
  readonly scale?: Interval;
  /** Smallest and largest height / width, > 0. Default `[0.3, 3.3]`. */
  readonly ratio?: Interval;
  /**
   * The stored value put there, one number or one per channel, or `random` for a standard normal draw for each value,
   * which is made for normalised float32 images. Default 0.
   */
  readonly value?: Fill | 'random';
}

type Erased = Box & { readonly noise: number };

const TRIES = 10;

/**
 * Erases a box of random area and proportions.
 *
 * Its area is uniform in scale · height · width, the logarithm of its height / width uniform in log ratio, its place
 * uniform. What is not smaller than the image in both directions is drawn again, ten times in all; then nothing is
 * erased.
 *
 * @param options probability, scale, ratio, value
 * @returns a transform whose parameters are the box `{ top, left, height, width }` and the seed of its noise, or null
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if an 8-bit image cannot hold the value
 * @see torchvision.transforms.v2.RandomErasing; Zhong and others, Random erasing data augmentation, 2017
 * @example
 * ```ts
 * import { parametersFor, randomErasing } from '@gradlab/augment';
 *
 * const image = { data: new Float32Array(32 * 32 * 3).fill(1), shape: [32, 32, 3] };
 * const erasing = randomErasing({ probability: 1, value: 'random' });
 * console.log(parametersFor(erasing, image, { seed: 1, index: 3 })); // { top: …, left: …, height: …, width: …, noise: … }
 * ```
 */
export function randomErasing(options: RandomErasingOptions = {}): Transform {
  const { probability = 0.5, scale = [0.02, 0.33], ratio = [0.3, 3.3], value = 0 } = options;
  requireNumber('randomErasing', 'probability', probability, { min: 0, max: 1 });
  const areas = requireInterval('randomErasing', 'scale', scale, { min: 0, max: 1 });
  const ratios = requireInterval('randomErasing', 'ratio', ratio, { above: 0 });
  const values = value === 'random' ? value : requireChannelValues('randomErasing', 'value', value);
  return defineTransform<Erased | null>({
    config: { name: 'randomErasing', probability, scale: areas, ratio: ratios, value: values },
    sample: (shape, key) => ((uniform(key, 1)[0] ?? 0) < probability ? drawBox(shape, key, areas, ratios) : null),
    applyParameters: (image, shape, box) => (box === null ? image : erased(image, shape, box, values)),
  });
}

function drawBox([height, width]: ImageShape, key: Key, scale: Interval, ratio: Interval): Erased | null {
  const logRatio: Interval = [Math.log(ratio[0]), Math.log(ratio[1])];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stream = foldIn(key, attempt);
    const area = height * width * drawWithin(stream, 'area', scale);
    const proportion = Math.exp(drawWithin(stream, 'ratio', logRatio));
    const h = roundHalfEven(Math.sqrt(area * proportion));
    const w = roundHalfEven(Math.sqrt(area / proportion));
    if (h < height && w < width) {
      const top = drawInteger(stream, 'top', height - h + 1);
      const left = drawInteger(stream, 'left', width - w + 1);
      return { top, left, height: h, width: w, noise: drawInteger(stream, 'noise', 2 ** 32) };
    }
  }
  return null;
}

function erased(image: ImageArray, shape: ImageShape, box: Erased, value: readonly number[] | 'random'): ImageArray {
  if (value !== 'random') {
    const values = spreadOverChannels('randomErasing', 'value', value, shape[2]);
    requireHoldable('randomErasing', 'value', image, values);
    return fillBoxes(image, shape, [box], (_, channel) => values[channel] ?? 0);
  }
  if (image.data instanceof Uint8Array) {
    throw new RangeError(
      'randomErasing: value must be numbers for 8-bit images, which cannot hold normal draws, got "random"',
    );
  }
  const noise = normal(box.noise, box.height * box.width * shape[2]);
  return fillBoxes(image, shape, [box], (i) => noise[i] ?? 0);
}
