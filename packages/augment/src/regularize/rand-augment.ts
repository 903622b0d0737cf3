import { foldIn } from '@gradlab/random';
import { requireInteger } from '@gradlab-internal/checks';
import { requireSampling, type SamplingOptions } from '../geometry/sample-at.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { RAND_AUGMENT } from './magnitudes.ts';
import { applyStep, drawStep, type PolicyStep } from './policy-step.ts';

export interface RandAugmentOptions extends SamplingOptions {
  /** How many operations, one after the other. Default 2. */
  readonly operations?: number;
  /** The bin of all strengths, 0 … bins − 1. Default 9. */
  readonly magnitude?: number;
  /** How finely strengths are divided, >= 2. Default 31. */
  readonly bins?: number;
}

/**
 * RandAugment: some of fourteen operations (identity, shears, shifts, rotation, brightness, colour, contrast,
 * sharpness, posterise, solarise, auto-contrast, equalise), each equally likely at each step, all of one strength.
 *
 * @param options operations, magnitude, bins, interpolation (default `nearest`), fill (default `null`: black)
 * @returns a transform whose parameters are the steps `{ operation, magnitude }`
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range or has
 *   other than 1 or 3 channels
 * @see torchvision.transforms.v2.RandAugment; Cubuk and others, RandAugment, 2019
 * @example
 * ```ts
 * import { parametersFor, randAugment } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(32 * 32 * 3), shape: [32, 32, 3], range: [0, 255] as const };
 * console.log(parametersFor(randAugment(), image, { seed: 1, index: 5 })); // [{ operation: …, magnitude: … }, …]
 * ```
 */
export function randAugment(options: RandAugmentOptions = {}): Transform {
  const { operations = 2, magnitude = 9, bins = 31, fill = null } = options;
  requireInteger('randAugment', 'operations', operations, { min: 0 });
  requireInteger('randAugment', 'bins', bins, { min: 2 });
  requireInteger('randAugment', 'magnitude', magnitude, { min: 0, below: bins });
  const sampling = requireSampling('randAugment', { ...options, fill });
  return defineTransform<readonly PolicyStep[]>({
    config: { name: 'randAugment', operations, magnitude, bins, ...sampling },
    sample: (shape, key) =>
      Array.from({ length: operations }, (_, step) =>
        drawStep(RAND_AUGMENT, shape, foldIn(key, step), { count: bins, chosen: magnitude }),
      ),
    applyParameters: (image, _shape, steps) =>
      steps.reduce((current, step) => applyStep('randAugment', current, step, sampling), image),
  });
}
