import { foldIn } from '@gradlab/random';
import type { ImageShape } from './image.ts';
import { requireTransforms } from './require-transform.ts';
import { defineTransform, type Json, type Transform } from './transform.ts';

/**
 * Applies transforms one after the other. Each draws from a stream of its own, named by its place in the list.
 *
 * @param transforms in the order of their application; none leaves the image as it is
 * @returns a transform whose parameters are the list of theirs
 * @throws TypeError if one of them is no transform
 * @example
 * ```ts
 * import { compose, horizontalFlip, randomCrop } from '@gradlab/augment';
 *
 * const pipeline = compose([randomCrop({ size: 28, padding: 2 }), horizontalFlip()]);
 * const image = { data: new Uint8Array(28 * 28), shape: [28, 28, 1], scale: 1 / 255 };
 * console.log(pipeline.apply(image, { seed: 1, epoch: 0, index: 5 }).shape); // [ 28, 28, 1 ]
 * console.log(JSON.stringify(pipeline.config));
 * ```
 */
export function compose(transforms: readonly Transform[]): Transform {
  requireTransforms('compose', transforms);
  return defineTransform<readonly Json[]>({
    config: { name: 'compose', transforms: transforms.map(({ config }) => config) },
    sample(shape, key) {
      let current = shape;
      return transforms.map((transform: Transform, place: number) => {
        const parameters = transform.sample(current, foldIn(key, place));
        current = transform.outputShape(current, parameters);
        return parameters;
      });
    },
    outputShape: (shape, parameters) =>
      transforms.reduce(
        (current: ImageShape, transform: Transform, place: number) =>
          transform.outputShape(current, parameters[place] ?? null),
        shape,
      ),
    applyParameters: (image, _shape, parameters) =>
      transforms.reduce(
        (current, transform: Transform, place: number) => transform.applyParameters(current, parameters[place] ?? null),
        image,
      ),
  });
}
