import { requireNumber } from '@gradlab-internal/checks';
import { drawWithin } from '../draw.ts';
import { type Interval, requireConstantOrInterval } from '../interval.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { requireWhite } from '../value-range.ts';
import { mapValues } from './map-values.ts';
import { fromUnit, unitScale } from './unit-values.ts';

export interface GammaOptions {
  /** The exponent, >= 0, or its smallest and largest value. Above 1 darkens, below 1 brightens. */
  readonly gamma: number | Interval;
  /** What the power is multiplied with, >= 0. Default 1. */
  readonly gain?: number;
}

/**
 * Raises the values to a power: out = white · min(1, gain · (value / white)^γ), γ uniform.
 *
 * @param options gamma, gain
 * @returns a transform whose parameter is γ
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range
 * @see torchvision.transforms.v2.functional.adjust_gamma
 * @example
 * ```ts
 * import { gamma } from '@gradlab/augment';
 *
 * const image = { data: Float32Array.of(0, 0.5, 1), shape: [1, 3, 1], range: [0, 1] as const };
 * console.log(gamma({ gamma: 2 }).apply(image, { seed: 0 }).data); // Float32Array(3) [ 0, 0.25, 1 ]
 * ```
 */
export function gamma({ gamma: exponent, gain = 1 }: GammaOptions): Transform {
  const exponents = requireConstantOrInterval('gamma', 'gamma', exponent, { min: 0 });
  requireNumber('gamma', 'gain', gain, { min: 0 });
  return defineTransform<number>({
    config: { name: 'gamma', gamma: exponents, gain },
    sample: (_shape, key) => drawWithin(key, 'gamma', exponents),
    applyParameters(image, _shape, power) {
      const white = requireWhite('gamma', image);
      const [scale, back] = [unitScale(white), fromUnit(image, white)];
      return mapValues(image, (value) => {
        const raised = Math.fround(Math.fround(value * scale) ** power);
        return back(gain === 1 ? raised : Math.min(1, Math.fround(raised * Math.fround(gain))));
      });
    },
  });
}
