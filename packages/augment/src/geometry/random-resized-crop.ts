import { foldIn, type Key } from '@gradlab/random';
import { describeShape, requireOneOf } from '@gradlab-internal/checks';
import { drawInteger, drawWithin } from '../draw.ts';
import type { ImageShape } from '../image.ts';
import { type Interval, requireInterval } from '../interval.ts';
import { roundHalfEven } from '../round.ts';
import { requireSize, type Size } from '../size.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { cutWindow } from './crop-window.ts';
import { resample } from './resample.ts';
import { INTERPOLATIONS, type Interpolation } from './resample-weights.ts';

export interface RandomResizedCropOptions {
  /** Height and width of the result, in pixels; one number for a square. */
  readonly size: Size;
  /** Smallest and largest share of the image's area, in (0, 1]. Default `[0.08, 1]`. */
  readonly scale?: Interval;
  /** Smallest and largest width / height, > 0. Default `[3 / 4, 4 / 3]`. */
  readonly ratio?: Interval;
  /** Default `bilinear`. */
  readonly interpolation?: Interpolation;
}

/** A box inside the image. */
export type Box = { readonly top: number; readonly left: number; readonly height: number; readonly width: number };

const TRIES = 10;

/**
 * Cuts a box of random area and proportions and brings it to one size.
 *
 * Its area is uniform in scale · height · width, the logarithm of its width / height uniform in log ratio, its place
 * uniform. What does not fit is drawn again, ten times in all; then the largest box in the middle is taken whose
 * proportions are allowed.
 *
 * @param options size, scale, ratio, interpolation
 * @returns a transform whose parameters are the box `{ top, left, height, width }`
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError for an image of no pixels
 * @see torchvision.transforms.v2.RandomResizedCrop, with antialias=True; Szegedy and others, Going deeper with
 *   convolutions, 2015
 * @example
 * ```ts
 * import { parametersFor, randomResizedCrop } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(48 * 64 * 3), shape: [48, 64, 3] };
 * const crop = randomResizedCrop({ size: 32, scale: [0.8, 1] });
 * console.log(parametersFor(crop, image, { seed: 1, index: 3 }), crop.apply(image, { seed: 1, index: 3 }).shape);
 * ```
 */
export function randomResizedCrop(options: RandomResizedCropOptions): Transform {
  const { size, scale = [0.08, 1], ratio = [3 / 4, 4 / 3], interpolation = 'bilinear' } = options;
  const [height, width] = requireSize('randomResizedCrop', 'size', size);
  const areas = requireInterval('randomResizedCrop', 'scale', scale, { above: 0, max: 1 });
  const ratios = requireInterval('randomResizedCrop', 'ratio', ratio, { above: 0 });
  requireOneOf('randomResizedCrop', 'interpolation', interpolation, INTERPOLATIONS);
  return defineTransform<Box>({
    config: { name: 'randomResizedCrop', size: [height, width], scale: areas, ratio: ratios, interpolation },
    sample: (shape, key) => drawBox(shape, key, areas, ratios),
    outputShape: (shape) => [height, width, shape[2]],
    applyParameters(image, shape, box) {
      const cut = cutWindow(image, shape, { ...box, padMode: 'constant', fill: [0] });
      return resample(cut, [box.height, box.width, shape[2]], [height, width], interpolation);
    },
  });
}

function drawBox(shape: ImageShape, key: Key, scale: Interval, ratio: Interval): Box {
  const [height, width] = shape;
  if (height === 0 || width === 0) {
    throw new RangeError(`randomResizedCrop: an image must have pixels, got ${describeShape(shape)}`);
  }
  const logRatio: Interval = [Math.log(ratio[0]), Math.log(ratio[1])];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stream = foldIn(key, attempt);
    const area = height * width * drawWithin(stream, 'area', scale);
    const proportion = Math.exp(drawWithin(stream, 'ratio', logRatio));
    const w = roundHalfEven(Math.sqrt(area * proportion));
    const h = roundHalfEven(Math.sqrt(area / proportion));
    if (w > 0 && w <= width && h > 0 && h <= height) {
      const top = drawInteger(stream, 'top', height - h + 1);
      return { top, left: drawInteger(stream, 'left', width - w + 1), height: h, width: w };
    }
  }
  return middleBox(height, width, ratio);
}

/** The largest box in the middle whose proportions are allowed; never less than a pixel, for images that thin. */
export function middleBox(height: number, width: number, [smallest, largest]: Interval): Box {
  const proportion = width / height;
  const h = proportion < smallest ? Math.max(1, roundHalfEven(width / smallest)) : height;
  const w = proportion > largest ? Math.max(1, roundHalfEven(height * largest)) : width;
  return { top: Math.floor((height - h) / 2), left: Math.floor((width - w) / 2), height: h, width: w };
}
