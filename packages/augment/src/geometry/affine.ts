import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { drawWithin } from '../draw.ts';
import type { ImageArray, ImageShape } from '../image.ts';
import { type Interval, requireInterval, requireSpread } from '../interval.ts';
import { roundHalfEven } from '../round.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { type AffineMap, inverseAffineMatrix } from './affine-matrix.ts';
import { affineCoordinates } from './coordinates.ts';
import { requireCenter } from './rotation.ts';
import { requireSampling, type SamplingConfig, type SamplingOptions, sampleAt } from './sample-at.ts';

export interface AffineOptions extends SamplingOptions {
  /** Clockwise: smallest and largest angle, or one number d for [−d, d]. Default 0. */
  readonly degrees?: number | Interval;
  /** Largest shift as a share of width and height, in [0, 1]. Default `[0, 0]`. */
  readonly translate?: readonly [x: number, y: number];
  /** Smallest and largest factor, > 0. Default `[1, 1]`. */
  readonly scale?: Interval;
  /** Degrees along x: smallest and largest, or one number d for [−d, d]. Default 0. */
  readonly shearX?: number | Interval;
  /** Degrees along y. Default 0. */
  readonly shearY?: number | Interval;
  /** `[x, y]` in pixels from the upper left corner. Default: the middle. */
  readonly center?: readonly [x: number, y: number] | null;
}

/** What is drawn: angle and shear in degrees, translate in whole pixels. */
type Drawn = Omit<AffineMap, 'center'> & { readonly [name: string]: number | readonly number[] };

/**
 * Turns, moves, scales and shears an image, each by a uniform draw; the image keeps its size.
 *
 * The angle is clockwise, as in torchvision's function (its rotation is counter-clockwise). Shifts are whole pixels.
 *
 * @param options degrees, translate, scale, shearX, shearY, center, interpolation, fill
 * @returns a transform whose parameters are `{ angle, translate, scale, shear }`
 * @throws TypeError or RangeError if an option is wrong
 * @see torchvision.transforms.v2.RandomAffine
 * @example
 * ```ts
 * import { affine, parametersFor } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(28 * 28), shape: [28, 28, 1] };
 * const wobble = affine({ degrees: 5, translate: [0.1, 0.1], scale: [0.9, 1.1], shearX: 8, interpolation: 'bilinear' });
 * console.log(parametersFor(wobble, image, { seed: 1, index: 7 })); // { angle: …, translate: [ …, … ], … }
 * ```
 */
export function affine(options: AffineOptions = {}): Transform {
  const { translate = [0, 0], center = null } = options;
  const ranges = {
    degrees: requireSpread('affine', 'degrees', options.degrees ?? 0),
    translate: requireShares(translate),
    scale: requireInterval('affine', 'scale', options.scale ?? [1, 1], { above: 0 }),
    shearX: requireSpread('affine', 'shearX', options.shearX ?? 0),
    shearY: requireSpread('affine', 'shearY', options.shearY ?? 0),
  };
  const middle = requireCenter('affine', center);
  const sampling = requireSampling('affine', options);
  return defineTransform<Drawn>({
    config: { name: 'affine', ...ranges, center: middle, ...sampling },
    sample([height, width], key) {
      const shift = (name: string, most: number): number => roundHalfEven(drawWithin(key, name, [-most, most]));
      return {
        angle: drawWithin(key, 'angle', ranges.degrees),
        translate: [shift('x', ranges.translate[0] * width), shift('y', ranges.translate[1] * height)],
        scale: drawWithin(key, 'scale', ranges.scale),
        shear: [drawWithin(key, 'shearX', ranges.shearX), drawWithin(key, 'shearY', ranges.shearY)],
      };
    },
    applyParameters: (image, shape, drawn) =>
      moveAffinely('affine', image, shape, { ...drawn, center: middle }, sampling),
  });
}

/** The image under one affine map, whose centre is measured from the upper left corner; `null` for the middle. */
export function moveAffinely(
  caller: string,
  image: ImageArray,
  shape: ImageShape,
  map: Omit<AffineMap, 'center'> & { readonly center: readonly [number, number] | null },
  sampling: SamplingConfig,
): ImageArray {
  const [height, width] = shape;
  const center =
    map.center === null ? ([0, 0] as const) : ([map.center[0] - width / 2, map.center[1] - height / 2] as const);
  const matrix = inverseAffineMatrix({ ...map, center });
  const sizes = { from: [height, width], to: [height, width] } as const;
  return sampleAt(caller, image, shape, affineCoordinates(matrix, sizes), sampling);
}

function requireShares(translate: unknown): readonly [number, number] {
  if (!Array.isArray(translate) || translate.length !== 2) {
    throw new TypeError(`affine: translate must be [x, y], got ${describeValue(translate)}`);
  }
  const share = (value: unknown): number => requireNumber('affine', 'translate', value, { min: 0, max: 1 });
  return [share(translate[0]), share(translate[1])];
}
