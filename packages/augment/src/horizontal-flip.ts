import { uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { blankLike, type ImageArray, type ImageShape } from './image.ts';
import { defineTransform, type Transform } from './transform.ts';

export interface HorizontalFlipOptions {
  /** How often an image is mirrored, in [0, 1]. Default 0.5. */
  readonly probability?: number;
}

/**
 * Mirrors an image left to right: out[y, x] = in[y, width − 1 − x].
 *
 * @param options probability
 * @returns a transform whose parameter is whether to flip
 * @throws RangeError if the probability is not in [0, 1]
 * @example
 * ```ts
 * import { horizontalFlip } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(1, 2, 3), shape: [1, 3, 1] };
 * console.log(horizontalFlip({ probability: 1 }).apply(image, { seed: 1 }).data); // Uint8Array(3) [ 3, 2, 1 ]
 * ```
 */
export function horizontalFlip({ probability = 0.5 }: HorizontalFlipOptions = {}): Transform {
  requireNumber('horizontalFlip', 'probability', probability, { min: 0, max: 1 });
  return defineTransform<boolean>({
    config: { name: 'horizontalFlip', probability },
    sample: (_shape, key) => (uniform(key, 1)[0] ?? 0) < probability,
    applyParameters: (image, shape, flip) => (flip ? mirrored(image, shape) : image),
  });
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
