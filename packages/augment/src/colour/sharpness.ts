import { uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { drawWithin } from '../draw.ts';
import { type Interval, requireConstantOrInterval } from '../interval.ts';
import type { ProbabilityOptions } from '../sometimes.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { adjustSharpness } from './adjust-sharpness.ts';

export interface SharpnessOptions extends ProbabilityOptions {
  /** 0 smooths, 1 changes nothing, 2 sharpens as much as 0 smooths; or its smallest and largest value. */
  readonly factor: number | Interval;
}

/**
 * Sharpens or smooths: factor · image + (1 − factor) · the image smoothed by [1 1 1; 1 5 1; 1 1 1] / 13, the factor
 * uniform. The outermost pixels stay.
 *
 * @param options factor, probability
 * @returns a transform whose parameter is the factor, or null where it is not applied
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range or has
 *   other than 1 or 3 channels
 * @see torchvision.transforms.v2.RandomAdjustSharpness
 * @example
 * ```ts
 * import { sharpness } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(0, 0, 0, 0, 130, 0, 0, 0, 0), shape: [3, 3, 1], range: [0, 255] as const };
 * console.log(sharpness({ factor: 0, probability: 1 }).apply(image, { seed: 0 }).data[4]); // 50
 * ```
 */
export function sharpness({ factor, probability = 0.5 }: SharpnessOptions): Transform {
  const factors = requireConstantOrInterval('sharpness', 'factor', factor, { min: 0 });
  requireNumber('sharpness', 'probability', probability, { min: 0, max: 1 });
  return defineTransform<number | null>({
    config: { name: 'sharpness', factor: factors, probability },
    sample: (_shape, key) => ((uniform(key, 1)[0] ?? 0) < probability ? drawWithin(key, 'factor', factors) : null),
    applyParameters: (image, shape, drawn) =>
      drawn === null ? image : adjustSharpness('sharpness', image, shape, drawn),
  });
}
