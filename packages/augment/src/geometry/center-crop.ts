import { roundHalfEven } from '../round.ts';
import { requireSize, type Size } from '../size.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { cutWindow } from './crop-window.ts';

export interface CenterCropOptions {
  /** Height and width of the result, in pixels; one number for a square. */
  readonly size: Size;
}

/**
 * Cuts the middle out of an image. Where the image is smaller it is padded with 0, the spare pixel of an odd padding
 * going to the bottom and the right.
 *
 * @param options size
 * @returns a transform that draws nothing
 * @throws TypeError or RangeError if the size is no integer >= 1 or two of them
 * @see torchvision.transforms.v2.CenterCrop
 * @example
 * ```ts
 * import { centerCrop } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), shape: [3, 3, 1] };
 * console.log(centerCrop({ size: 1 }).apply(image, { seed: 0 }).data); // Uint8Array(1) [ 5 ]
 * ```
 */
export function centerCrop({ size }: CenterCropOptions): Transform {
  const [height, width] = requireSize('centerCrop', 'size', size);
  return defineTransform<null>({
    config: { name: 'centerCrop', size: [height, width] },
    sample: () => null,
    outputShape: (shape) => [height, width, shape[2]],
    applyParameters: (image, shape) =>
      cutWindow(image, shape, {
        top: startOf(shape[0], height),
        left: startOf(shape[1], width),
        height,
        width,
        padMode: 'constant',
        fill: [0],
      }),
  });
}

function startOf(length: number, cut: number): number {
  return cut > length ? -Math.floor((cut - length) / 2) : roundHalfEven((length - cut) / 2);
}
