import { requireInteger } from '@gradlab-internal/checks';
import { type Fill, requireChannelValues, spreadOverChannels } from '../channel-values.ts';
import { drawInteger } from '../draw.ts';
import { requireSize, type Size } from '../size.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { type Box, fillBoxes, requireHoldable } from './fill-box.ts';

export interface CutoutOptions {
  /** Height and width of a hole, in pixels; one number for a square. */
  readonly size: Size;
  /** How many holes. Default 1. */
  readonly count?: number;
  /** The stored value in the holes, one number or one per channel. Default 0. */
  readonly fill?: Fill;
}

/**
 * Cuts holes of one size whose middles are uniform over all pixels: near the edge a part of a hole lies outside.
 *
 * @param options size, count, fill
 * @returns a transform whose parameters are the holes, `{ top, left, height, width }` each, within the image
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if an 8-bit image cannot hold the fill
 * @see DeVries and Taylor, Improved regularization of convolutional neural networks with cutout, 2017
 * @example
 * ```ts
 * import { cutout } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(9).fill(7), shape: [3, 3, 1] };
 * const hole = [{ top: 1, left: 1, height: 1, width: 2 }];
 * console.log(cutout({ size: 2 }).applyParameters(image, hole).data.join(' ')); // 7 7 7 7 0 0 7 7 7
 * ```
 */
export function cutout({ size, count = 1, fill = 0 }: CutoutOptions): Transform {
  const [height, width] = requireSize('cutout', 'size', size);
  requireInteger('cutout', 'count', count, { min: 0 });
  const fills = requireChannelValues('cutout', 'fill', fill);
  return defineTransform<readonly Box[]>({
    config: { name: 'cutout', size: [height, width], count, fill: fills },
    sample: (shape, key) =>
      shape[0] === 0 || shape[1] === 0
        ? []
        : Array.from({ length: count }, (_, i) => {
            const [top, tall] = clipped(drawInteger(key, `y${i}`, shape[0]), height, shape[0]);
            const [left, wide] = clipped(drawInteger(key, `x${i}`, shape[1]), width, shape[1]);
            return { top, left, height: tall, width: wide };
          }),
    applyParameters(image, shape, holes) {
      const values = spreadOverChannels('cutout', 'fill', fills, shape[2]);
      requireHoldable('cutout', 'fill', image, values);
      return fillBoxes(image, shape, holes, (_, channel) => values[channel] ?? 0);
    },
  });
}

/** Start and length of what lies inside of a hole about `middle`. */
function clipped(middle: number, length: number, edge: number): readonly [number, number] {
  const start = middle - Math.floor(length / 2);
  const first = Math.max(0, start);
  return [first, Math.min(edge, start + length) - first];
}
