import type { ImageArray } from '../image.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { type OwnMomentsOptions, ownMoments, requirePerChannel, shifted } from './own-moments.ts';

/**
 * Subtracts an image's own mean: out = stored · scale − mean, as float32 of scale 1 and without a range.
 *
 * @param options perChannel
 * @returns a transform that draws nothing
 * @throws TypeError if an option is of a wrong kind
 * @see Keras ImageDataGenerator(samplewise_center=True), which takes one mean for all channels
 * @example
 * ```ts
 * import { zeroCenter } from '@gradlab/augment';
 *
 * const image = { data: Float32Array.of(1, 2, 6), shape: [1, 3, 1] };
 * console.log(zeroCenter().apply(image, { seed: 0 }).data); // Float32Array(3) [ -2, -1, 3 ]
 * ```
 */
export function zeroCenter({ perChannel = false }: OwnMomentsOptions = {}): Transform {
  requirePerChannel('zeroCenter', perChannel);
  return defineTransform<null>({
    config: { name: 'zeroCenter', perChannel },
    sample: () => null,
    applyParameters(image, shape): ImageArray {
      const out = shifted(image, ownMoments(image, shape, perChannel), () => 1);
      return { data: out, shape };
    },
  });
}
