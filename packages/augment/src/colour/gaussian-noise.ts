import { normal } from '@gradlab/random';
import { describeValue, requireNumber } from '@gradlab-internal/checks';
import { drawInteger } from '../draw.ts';
import type { ImageArray } from '../image.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { requireWhite } from '../value-range.ts';

export interface GaussianNoiseOptions {
  /** Mean of the noise, as a share of white. Default 0. */
  readonly mean?: number;
  /** Standard deviation, as a share of white, >= 0. Default 0.1. */
  readonly sigma?: number;
  /** Whether values stay within the range. Default true; those of 8-bit images do in any case. */
  readonly clip?: boolean;
}

/**
 * Adds a normal draw to each value: out = value + white · (mean + σ n). For 8-bit images the noise is truncated to a
 * whole number first, as in torchvision.
 *
 * @param options mean, sigma, clip
 * @returns a transform whose parameter is the seed of the noise; without clipping a float32 result declares no range
 * @throws TypeError or RangeError if an option is wrong; when applied, RangeError if the image declares no range
 * @see torchvision.transforms.v2.GaussianNoise
 * @example
 * ```ts
 * import { gaussianNoise } from '@gradlab/augment';
 *
 * const gray = { data: new Float32Array(9).fill(0.5), shape: [3, 3, 1], range: [0, 1] as const };
 * console.log(gaussianNoise({ sigma: 0.05 }).apply(gray, { seed: 1, index: 2 }).data); // about 0.5
 * ```
 */
export function gaussianNoise({ mean = 0, sigma = 0.1, clip = true }: GaussianNoiseOptions = {}): Transform {
  requireNumber('gaussianNoise', 'mean', mean);
  requireNumber('gaussianNoise', 'sigma', sigma, { min: 0 });
  if (typeof clip !== 'boolean') {
    throw new TypeError(`gaussianNoise: clip must be true or false, got ${describeValue(clip)}`);
  }
  return defineTransform<number>({
    config: { name: 'gaussianNoise', mean, sigma, clip },
    sample: (_shape, key) => drawInteger(key, 'noise', 2 ** 32),
    applyParameters(image, _shape, seed) {
      const white = requireWhite('gaussianNoise', image);
      return noisy(image, normal(seed, image.data.length), { mean: mean * white, sigma: sigma * white, white, clip });
    },
  });
}

interface Noise {
  readonly mean: number;
  readonly sigma: number;
  readonly white: number;
  readonly clip: boolean;
}

/** The image with given standard normal draws added. */
export function noisy(image: ImageArray, draws: Float64Array, { mean, sigma, white, clip }: Noise): ImageArray {
  const within = (value: number): number => Math.min(white, Math.max(0, value));
  const noise = (i: number): number => mean + sigma * (draws[i] ?? 0);
  const { data, range, ...rest } = image;
  if (data instanceof Uint8Array)
    return { ...image, data: data.map((value, i) => within(value + Math.trunc(noise(i)))) };
  if (clip) return { ...image, data: data.map((value, i) => within(value + noise(i))) };
  return { ...rest, data: data.map((value, i) => value + noise(i)) };
}
