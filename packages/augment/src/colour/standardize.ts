import type { ImageArray } from '../image.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { type Moments, type OwnMomentsOptions, ownMoments, requirePerChannel, shifted } from './own-moments.ts';

/**
 * Brings an image to mean 0 and deviation 1 by its own values: out = (stored · scale − mean) / max(deviation, 1 / √n)
 * for n values, as float32 of scale 1 and without a range. The bound keeps an image of one colour finite.
 *
 * @param options perChannel
 * @returns a transform that draws nothing
 * @throws TypeError if an option is of a wrong kind
 * @see TensorFlow tf.image.per_image_standardization, which takes one mean and deviation for all channels
 * @example
 * ```ts
 * import { standardize } from '@gradlab/augment';
 *
 * const image = { data: Float32Array.of(1, 3), shape: [1, 2, 1] };
 * console.log(standardize().apply(image, { seed: 0 }).data); // Float32Array(2) [ -1, 1 ]
 * ```
 */
export function standardize({ perChannel = false }: OwnMomentsOptions = {}): Transform {
  requirePerChannel('standardize', perChannel);
  return defineTransform<null>({
    config: { name: 'standardize', perChannel },
    sample: () => null,
    applyParameters(image, shape): ImageArray {
      const divisor = ({ deviation, count }: Moments): number => Math.max(deviation, 1 / Math.sqrt(count));
      const out = shifted(image, ownMoments(image, shape, perChannel), divisor);
      return { data: out, shape };
    },
  });
}
