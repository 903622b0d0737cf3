import { requireInteger, requireOneOf } from '@gradlab-internal/checks';
import type { ImageShape } from '../image.ts';
import { requireSize } from '../size.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { resample } from './resample.ts';
import { INTERPOLATIONS, type Interpolation } from './resample-weights.ts';

export interface ResizeOptions {
  /** `[height, width]` in pixels; one number is the length of the shorter edge, and the proportions stay. */
  readonly size: number | readonly [height: number, width: number];
  /** Default `bilinear`. */
  readonly interpolation?: Interpolation;
}

/**
 * Brings an image to another size: every pixel of the result is a weighted mean of those under a triangle (`bilinear`)
 * or Keys' cubic with a = −1/2 (`bicubic`), which is widened where the image shrinks (antialiasing).
 *
 * 8-bit images are computed in fixed point, as PyTorch does it on a CPU. Where one number is given, the longer edge is
 * ⌊size · longer / shorter⌋.
 *
 * @param options size, interpolation
 * @returns a transform that draws nothing
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError for an image of no pixels
 * @see torchvision.transforms.v2.Resize, with antialias=True
 * @example
 * ```ts
 * import { resize } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(40 * 60 * 3), shape: [40, 60, 3] };
 * console.log(resize({ size: 20 }).apply(image, { seed: 0 }).shape); // [ 20, 30, 3 ]
 * console.log(resize({ size: [8, 8], interpolation: 'bicubic' }).apply(image, { seed: 0 }).shape); // [ 8, 8, 3 ]
 * ```
 */
export function resize({ size, interpolation = 'bilinear' }: ResizeOptions): Transform {
  const wanted =
    typeof size === 'number' ? requireInteger('resize', 'size', size, { min: 1 }) : requireSize('resize', 'size', size);
  requireOneOf('resize', 'interpolation', interpolation, INTERPOLATIONS);
  return defineTransform<null>({
    config: { name: 'resize', size: wanted, interpolation },
    sample: () => null,
    outputShape: (shape) => [...sizeFor(shape, wanted), shape[2]],
    applyParameters: (image, shape) => resample(image, shape, sizeFor(shape, wanted), interpolation),
  });
}

function sizeFor([height, width]: ImageShape, size: number | readonly [number, number]): readonly [number, number] {
  if (height === 0 || width === 0) {
    throw new RangeError(`resize: an image must have pixels, got ${height} x ${width}`);
  }
  if (typeof size !== 'number') return size;
  return height <= width ? [size, Math.floor((size * width) / height)] : [Math.floor((size * height) / width), size];
}
