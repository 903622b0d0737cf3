import { foldIn, type Seed } from '@gradlab/random';
import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import { balancedLabels } from '../balanced-labels.ts';
import type { Dataset, Field } from '../dataset.ts';
import { type DigitStreams, drawDigit } from './draw-digit.ts';

export interface SyntheticDigitsOptions {
  /** How many examples. */
  readonly size: number;
  readonly seed: Seed;
  /** Standard deviation of the pixel noise, where full ink is 1. Default 0.1. */
  readonly noise?: number;
  /** Height and width in pixels, at least 8. Default 28. */
  readonly imageSize?: number;
}

const DIGITS = 10;

/**
 * Handwriting-like digits drawn from vector strokes: each is one of three ways to write it, with every point a little
 * off, warped, stretched, sheared, rotated, shifted, drawn with a pen of random width and strength, under pixel noise.
 * Made for demonstrations and tests that need no download; harder for a linear model than for a convolutional one.
 *
 * Example `i` depends on the seed and on `i` alone, so a larger set begins with the smaller one. Of every ten
 * consecutive examples each digit is one. Only operations that IEEE 754 rounds exactly are used: the bytes are the same
 * on every engine.
 *
 * @param options size (examples), seed, noise, imageSize
 * @returns 8-bit images `[imageSize, imageSize, 1]`, ink bright on dark, with scale 1/255; labels 0 to 9
 * @throws TypeError or RangeError if an option is out of range
 * @example
 * ```ts
 * import { syntheticDigits } from '@gradlab/datasets';
 *
 * const digits = syntheticDigits({ size: 100, seed: 1 });
 * console.log(digits.x.shape, digits.x.data.length); // [ 28, 28, 1 ] 78400
 * ```
 */
export function syntheticDigits(options: SyntheticDigitsOptions): Dataset<Field> {
  const { seed, noise = 0.1 } = options;
  const size = requireInteger('syntheticDigits', 'size', options.size, { min: 0 });
  const imageSize = requireInteger('syntheticDigits', 'imageSize', options.imageSize ?? 28, { min: 8, max: 1024 });
  requireNumber('syntheticDigits', 'noise', noise, { min: 0 });
  const root = foldIn(seed, 'syntheticDigits');
  const streams: DigitStreams = {
    style: foldIn(root, 'style'),
    hand: foldIn(root, 'hand'),
    pose: foldIn(root, 'pose'),
    noise: foldIn(root, 'noise'),
  };
  const labels = balancedLabels(foldIn(root, 'labels'), size, DIGITS);
  const pixels = imageSize * imageSize;
  const images = new Uint8Array(size * pixels);
  labels.forEach((digit, i) => {
    images.set(drawDigit(digit, i, streams, { imageSize, noise }), i * pixels);
  });
  return {
    name: 'synthetic-digits',
    size,
    x: { data: images, shape: [imageSize, imageSize, 1], scale: 1 / 255 },
    y: { data: labels, shape: [], classNames: Array.from({ length: DIGITS }, (_, digit) => String(digit)) },
  };
}
