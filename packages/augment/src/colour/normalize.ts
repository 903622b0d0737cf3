import { requireChannelValues, spreadOverChannels } from '../channel-values.ts';
import type { ImageArray } from '../image.ts';
import { defineTransform, type Transform } from '../transform.ts';

export interface NormalizeOptions {
  /** What is subtracted: one number for all channels, or one per channel, in the units of value × scale. */
  readonly mean: number | readonly number[];
  /** What is divided by, > 0. */
  readonly std: number | readonly number[];
}

/**
 * Brings each channel to zero mean and unit deviation: out = (stored · scale − mean) / std. With the scale 1/255 of
 * 8-bit images, mean and std are those of values in [0, 1], as they are usually published.
 *
 * @param options mean and std of the training set
 * @returns a transform that draws nothing and gives float32 values of scale 1 and without a range
 * @throws TypeError or RangeError if an option is out of range; when applied, if the image has another number of channels
 * @see torchvision.transforms.v2.Normalize
 * @example
 * ```ts
 * import { normalize } from '@gradlab/augment';
 *
 * const mnist = normalize({ mean: 0.1307, std: 0.3081 });
 * const image = { data: Uint8Array.of(0, 255), shape: [1, 2, 1], scale: 1 / 255 };
 * console.log(mnist.apply(image, { seed: 0 }).data); // Float32Array(2) [ -0.424…, 2.821… ]
 * ```
 */
export function normalize({ mean, std }: NormalizeOptions): Transform {
  const means = requireChannelValues('normalize', 'mean', mean);
  const deviations = requireChannelValues('normalize', 'std', std, { above: 0 });
  return defineTransform<null>({
    config: { name: 'normalize', mean: means, std: deviations },
    sample: () => null,
    applyParameters({ data, shape, scale = 1 }, [, , channels]): ImageArray {
      const m = spreadOverChannels('normalize', 'mean', means, channels);
      const s = spreadOverChannels('normalize', 'std', deviations, channels);
      const out = new Float32Array(data.length);
      for (let i = 0; i < out.length; i++) {
        out[i] = ((data[i] ?? 0) * scale - (m[i % channels] ?? 0)) / (s[i % channels] ?? 1);
      }
      return { data: out, shape };
    },
  });
}
