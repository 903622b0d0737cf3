import { requireInteger } from '@gradlab-internal/checks';
import { drawInteger } from '../draw.ts';
import { requireSampling, type SamplingOptions } from '../geometry/sample-at.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { TRIVIAL_AUGMENT_WIDE } from './magnitudes.ts';
import { applyStep, drawStep, type PolicyStep } from './policy-step.ts';

export interface TrivialAugmentWideOptions extends SamplingOptions {
  /** How finely strengths are divided, >= 2. Default 31. */
  readonly bins?: number;
}

/**
 * TrivialAugment: one of the fourteen operations of RandAugment, in a strength drawn evenly from a wide range.
 *
 * @param options bins, interpolation (default `nearest`), fill (default `null`: black)
 * @returns a transform whose parameters are the step `{ operation, magnitude }`
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range or has
 *   other than 1 or 3 channels
 * @see torchvision.transforms.v2.TrivialAugmentWide; Müller and Hutter, TrivialAugment, 2021
 * @example
 * ```ts
 * import { parametersFor, trivialAugmentWide } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(32 * 32 * 3), shape: [32, 32, 3], range: [0, 255] as const };
 * console.log(parametersFor(trivialAugmentWide(), image, { seed: 1, index: 5 })); // { operation: …, magnitude: … }
 * ```
 */
export function trivialAugmentWide(options: TrivialAugmentWideOptions = {}): Transform {
  const { bins = 31, fill = null } = options;
  requireInteger('trivialAugmentWide', 'bins', bins, { min: 2 });
  const sampling = requireSampling('trivialAugmentWide', { ...options, fill });
  return defineTransform<PolicyStep>({
    config: { name: 'trivialAugmentWide', bins, ...sampling },
    sample: (shape, key) =>
      drawStep(TRIVIAL_AUGMENT_WIDE, shape, key, { count: bins, chosen: drawInteger(key, 'bin', bins) }),
    applyParameters: (image, _shape, step) => applyStep('trivialAugmentWide', image, step, sampling),
  });
}
