import { uniform } from '@gradlab/random';
import { describeShape, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { type Fill, requireChannelValues, spreadOverChannels } from '../channel-values.ts';
import { requireSize, type Size } from '../size.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { cutWindow } from './crop-window.ts';
import { PAD_MODES, type PadMode } from './pad-mode.ts';

export interface RandomCropOptions {
  /** Height and width of the result, in pixels; one number for a square. */
  readonly size: Size;
  /** Pixels added on every side before the crop. Default 0. */
  readonly padding?: number;
  /** What they are filled with. Default `constant`. */
  readonly padMode?: PadMode;
  /** The stored value for `constant`, one number or one per channel. Default 0. */
  readonly fill?: Fill;
}

/**
 * Cuts a window of fixed size out of the image, padded before; every place is equally likely.
 *
 * With the image's own size and padding p it shifts by up to p pixels.
 *
 * @param options size, padding, padMode, fill
 * @returns a transform whose parameters are the window's `top` and `left` corner in the image before padding
 * @throws RangeError if an option is out of range; when applied, if the padded image is smaller than the window
 * @see torchvision.transforms.v2.RandomCrop, whose pad modes have the same names and meaning
 * @example
 * ```ts
 * import { randomCrop } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(32 * 32 * 3), shape: [32, 32, 3] };
 * const crop = randomCrop({ size: 32, padding: 4, padMode: 'reflect' });
 * console.log(crop.apply(image, { seed: 1, epoch: 2, index: 3 }).shape); // [ 32, 32, 3 ]
 * ```
 */
export function randomCrop(options: RandomCropOptions): Transform {
  const { size, padding = 0, padMode = 'constant', fill = 0 } = options;
  const [height, width] = requireSize('randomCrop', 'size', size);
  requireInteger('randomCrop', 'padding', padding, { min: 0 });
  requireOneOf('randomCrop', 'padMode', padMode, PAD_MODES);
  const fills = requireChannelValues('randomCrop', 'fill', fill);
  return defineTransform<{ readonly top: number; readonly left: number }>({
    config: { name: 'randomCrop', size: [height, width], padding, padMode, fill: fills },
    sample(shape, key) {
      const [spareRows, spareColumns] = [shape[0] + 2 * padding - height, shape[1] + 2 * padding - width];
      if (spareRows < 0 || spareColumns < 0) {
        throw new RangeError(
          `randomCrop: the image must be at least ${height} x ${width} with a padding of ${padding}, got ${describeShape(shape)}`,
        );
      }
      const [row = 0, column = 0] = uniform(key, 2);
      return {
        top: Math.floor(row * (spareRows + 1)) - padding,
        left: Math.floor(column * (spareColumns + 1)) - padding,
      };
    },
    outputShape: (shape) => [height, width, shape[2]],
    applyParameters: (image, shape, { top, left }) =>
      cutWindow(image, shape, {
        top,
        left,
        height,
        width,
        padMode,
        fill: spreadOverChannels('randomCrop', 'fill', fills, shape[2]),
      }),
  });
}
