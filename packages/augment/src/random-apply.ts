import { foldIn, uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { requireTransform } from './require-transform.ts';
import type { ProbabilityOptions } from './sometimes.ts';
import { defineTransform, type Json, type Transform } from './transform.ts';

/** Left out: the inner transform was not applied. */
type Maybe = { readonly applied: false } | { readonly applied: true; readonly parameters: Json };

/**
 * Applies a transform to some images and leaves the others.
 *
 * @param transform what to apply
 * @param options probability
 * @returns a transform whose parameters are whether it is applied and, if so, the inner ones
 * @throws TypeError if it is no transform; RangeError if the probability is not in [0, 1]
 * @see torchvision.transforms.v2.RandomApply
 * @example
 * ```ts
 * import { grayscale, parametersFor, randomApply } from '@gradlab/augment';
 *
 * const image = { data: Uint8Array.of(255, 0, 0), shape: [1, 1, 3], range: [0, 255] as const };
 * const sometimesGray = randomApply(grayscale(), { probability: 0.2 });
 * console.log(parametersFor(sometimesGray, image, { seed: 1, index: 4 }));
 * ```
 */
export function randomApply(transform: Transform, { probability = 0.5 }: ProbabilityOptions = {}): Transform {
  requireTransform('randomApply', 'transform', transform);
  requireNumber('randomApply', 'probability', probability, { min: 0, max: 1 });
  return defineTransform<Maybe>({
    config: { name: 'randomApply', transform: transform.config, probability },
    sample: (shape, key) =>
      (uniform(key, 1)[0] ?? 0) < probability
        ? { applied: true, parameters: transform.sample(shape, foldIn(key, 'transform')) }
        : { applied: false },
    outputShape: (shape, drawn) => (drawn.applied ? transform.outputShape(shape, drawn.parameters) : shape),
    applyParameters: (image, _shape, drawn) =>
      drawn.applied ? transform.applyParameters(image, drawn.parameters) : image,
  });
}
