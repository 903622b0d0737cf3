import { uniform } from '@gradlab/random';
import { describeShape, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import { blankLike, type ImageArray, type ImageShape } from './image.ts';
import { PAD_MODES, type PadMode, sourceOf } from './pad-mode.ts';
import { defineTransform, type Transform } from './transform.ts';

export interface RandomCropOptions {
  /** Height and width of the result, in pixels; one number for a square. */
  readonly size: number | readonly [height: number, width: number];
  /** Pixels added on every side before the crop. Default 0. */
  readonly padding?: number;
  /** What they are filled with. Default `constant`. */
  readonly padMode?: PadMode;
  /** The stored value for `constant`. Default 0. */
  readonly fill?: number;
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
  const [height, width] = Array.isArray(size) ? size : [size, size];
  requireInteger('randomCrop', 'size', height, { min: 1 });
  requireInteger('randomCrop', 'size', width, { min: 1 });
  requireInteger('randomCrop', 'padding', padding, { min: 0 });
  requireOneOf('randomCrop', 'padMode', padMode, PAD_MODES);
  requireNumber('randomCrop', 'fill', fill);
  return defineTransform<{ readonly top: number; readonly left: number }>({
    config: { name: 'randomCrop', size: [height, width], padding, padMode, fill },
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
    applyParameters: (image, shape, { top, left }) => window(image, shape, { top, left, height, width, padMode, fill }),
  });
}

interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly padMode: PadMode;
  readonly fill: number;
}

function window(image: ImageArray, shape: ImageShape, { top, left, height, width, padMode, fill }: Window): ImageArray {
  const channels = shape[2];
  const out = blankLike(image, [height, width, channels]);
  for (let y = 0; y < height; y++) {
    const row = sourceOf(top + y, shape[0], padMode);
    for (let x = 0; x < width; x++) {
      const column = sourceOf(left + x, shape[1], padMode);
      const from = row < 0 || column < 0 ? -1 : (row * shape[1] + column) * channels;
      const to = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) out.data[to + c] = from < 0 ? fill : (image.data[from + c] ?? fill);
    }
  }
  return out;
}
