import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { drawWithin } from '../draw.ts';
import { type Interval, requireSpread } from '../interval.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { rotate, rotatedSize } from './rotate.ts';
import { requireSampling, type SamplingOptions } from './sample-at.ts';

export interface RotationOptions extends SamplingOptions {
  /** Counter-clockwise: smallest and largest angle, or one number d for [−d, d]. */
  readonly degrees: number | Interval;
  /** Whether the result is made as large as the turned image. Default false: it keeps its size. */
  readonly expand?: boolean;
  /** `[x, y]` in pixels from the upper left corner. Default: the middle. */
  readonly center?: readonly [x: number, y: number] | null;
}

/**
 * Turns an image counter-clockwise by an angle uniform in `degrees`.
 *
 * Quarter turns move pixels and mix none, where the result has room for them.
 *
 * @param options degrees, expand, center, interpolation, fill
 * @returns a transform whose parameter is the angle in degrees
 * @throws TypeError or RangeError if an option is wrong
 * @see torchvision.transforms.v2.RandomRotation
 * @example
 * ```ts
 * import { rotation } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2, 1] };
 * const tilt = rotation({ degrees: 10, interpolation: 'bilinear' });
 * console.log(tilt.applyParameters(image, 90).data); // Uint8Array(4) [ 2, 4, 1, 3 ]
 * ```
 */
export function rotation(options: RotationOptions): Transform {
  const { degrees, expand = false, center = null } = options;
  const angles = requireSpread('rotation', 'degrees', degrees);
  if (typeof expand !== 'boolean') {
    throw new TypeError(`rotation: expand must be true or false, got ${describeValue(expand)}`);
  }
  const config = { expand, center: requireCenter('rotation', center), ...requireSampling('rotation', options) };
  return defineTransform<number>({
    config: { name: 'rotation', degrees: angles, ...config },
    sample: (_shape, key) => drawWithin(key, 'angle', angles),
    outputShape: (shape, angle) => [...rotatedSize(shape, angle, config), shape[2]],
    applyParameters: (image, shape, angle) => rotate('rotation', image, shape, angle, config),
  });
}

/** @throws TypeError if `center` is neither null nor a pair of numbers */
export function requireCenter(caller: string, center: unknown): readonly [number, number] | null {
  if (center === null) return null;
  if (!Array.isArray(center) || center.length !== 2) {
    throw new TypeError(`${caller}: center must be [x, y], got ${describeValue(center)}`);
  }
  return [requireNumber(caller, 'center', center[0]), requireNumber(caller, 'center', center[1])];
}
