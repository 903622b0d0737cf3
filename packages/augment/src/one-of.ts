import { choice, foldIn } from '@gradlab/random';
import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { requireTransforms } from './require-transform.ts';
import { defineTransform, type Json, type Transform } from './transform.ts';

export interface OneOfOptions {
  /** How often each is chosen, in relation to one another. Default: all equally. */
  readonly weights?: readonly number[];
}

/**
 * Applies one of several transforms, chosen for each image.
 *
 * @param transforms at least one
 * @param options weights
 * @returns a transform whose parameters are the place of the chosen one and its parameters
 * @throws TypeError if there is no list of transforms or of weights; RangeError if the list is empty or a weight is
 *   negative, all are 0, or there are more or fewer weights than transforms
 * @see torchvision.transforms.v2.RandomChoice
 * @example
 * ```ts
 * import { horizontalFlip, oneOf, parametersFor, verticalFlip } from '@gradlab/augment';
 *
 * const mirror = oneOf([horizontalFlip({ probability: 1 }), verticalFlip({ probability: 1 })], { weights: [3, 1] });
 * const image = { data: new Uint8Array(4), shape: [2, 2, 1] };
 * console.log(parametersFor(mirror, image, { seed: 1, index: 2 })); // { choice: 0 or 1, parameters: true }
 * ```
 */
export function oneOf(transforms: readonly Transform[], { weights }: OneOfOptions = {}): Transform {
  requireTransforms('oneOf', transforms);
  if (transforms.length === 0) throw new RangeError('oneOf: transforms must have at least one, got []');
  const shares = requireShares(weights ?? transforms.map(() => 1), transforms.length);
  const at = (place: number): Transform => {
    const transform = transforms[place];
    if (transform === undefined) throw new RangeError(`oneOf: choice must be below ${transforms.length}, got ${place}`);
    return transform;
  };
  return defineTransform<{ readonly choice: number; readonly parameters: Json }>({
    config: { name: 'oneOf', transforms: transforms.map(({ config }) => config), weights: shares },
    sample(shape, key) {
      const place = choice(key, transforms.length, 1, { weights: shares })[0] ?? 0;
      return { choice: place, parameters: at(place).sample(shape, foldIn(key, 'transform')) };
    },
    outputShape: (shape, drawn) => at(drawn.choice).outputShape(shape, drawn.parameters),
    applyParameters: (image, _shape, drawn) => at(drawn.choice).applyParameters(image, drawn.parameters),
  });
}

function requireShares(weights: unknown, count: number): readonly number[] {
  if (!Array.isArray(weights)) {
    throw new TypeError(`oneOf: weights must be a list of numbers, got ${describeValue(weights)}`);
  }
  const shares = weights.map((weight) => requireNumber('oneOf', 'weights', weight, { min: 0 }));
  if (shares.length !== count || shares.every((share) => share === 0)) {
    throw new RangeError(`oneOf: weights must be ${count} numbers, not all 0, got ${describeValue(weights)}`);
  }
  return shares;
}
