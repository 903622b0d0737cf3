import { describeValue } from '@gradlab-internal/checks';
import { drawWithin } from '../draw.ts';
import { sourceOf } from '../geometry/pad-mode.ts';
import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { type Interval, requireConstantOrInterval } from '../interval.ts';
import { roundHalfEven } from '../round.ts';
import { requireSize, type Size } from '../size.ts';
import { defineTransform, type Transform } from '../transform.ts';

export interface GaussianBlurOptions {
  /** Height and width of the window, odd. */
  readonly kernelSize: Size;
  /** Standard deviation in pixels, > 0, or its smallest and largest value. Default `[0.1, 2]`. */
  readonly sigma?: number | Interval;
}

/**
 * Convolves with a Gaussian of uniform standard deviation σ; beyond the edge the image is reflected about its last
 * pixel.
 *
 * The weights at a distance of x pixels are exp(−x² / 2σ²), divided by their sum.
 *
 * @param options kernelSize, sigma
 * @returns a transform whose parameter is σ
 * @throws TypeError or RangeError if an option is wrong
 * @see torchvision.transforms.v2.GaussianBlur
 * @example
 * ```ts
 * import { gaussianBlur } from '@gradlab/augment';
 *
 * const image = { data: Float32Array.of(0, 0, 1, 0, 0), shape: [1, 5, 1] };
 * console.log(gaussianBlur({ kernelSize: 3, sigma: 1 }).apply(image, { seed: 0 }).data); // 0, 0.274…, 0.451…, 0.274…, 0
 * ```
 */
export function gaussianBlur({ kernelSize, sigma = [0.1, 2] }: GaussianBlurOptions): Transform {
  const [rows, columns] = requireSize('gaussianBlur', 'kernelSize', kernelSize);
  for (const size of [rows, columns]) {
    if (size % 2 === 0) {
      throw new RangeError(`gaussianBlur: kernelSize must be odd, got ${describeValue(kernelSize)}`);
    }
  }
  const deviations = requireConstantOrInterval('gaussianBlur', 'sigma', sigma, { above: 0 });
  return defineTransform<number>({
    config: { name: 'gaussianBlur', kernelSize: [rows, columns], sigma: deviations },
    sample: (_shape, key) => drawWithin(key, 'sigma', deviations),
    applyParameters: (image, shape, deviation) =>
      blurred(image, shape, gaussian(rows, deviation), gaussian(columns, deviation)),
  });
}

function gaussian(size: number, sigma: number): Float64Array {
  const middle = (size - 1) / 2;
  const weights = Float64Array.from({ length: size }, (_, i) => Math.exp(-((i - middle) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Down the columns, then along the rows, in double precision; rounded once. */
function blurred(image: ImageArray, shape: ImageShape, down: Float64Array, across: Float64Array): ImageArray {
  const [height, width, channels] = shape;
  const between = new Float64Array(image.data.length);
  const row = width * channels;
  for (let y = 0; y < height; y++) {
    for (let tap = 0; tap < down.length; tap++) {
      const from = sourceOf(y + tap - (down.length >> 1), height, 'reflect') * row;
      const weight = down[tap] ?? 0;
      for (let i = 0; i < row; i++)
        between[y * row + i] = (between[y * row + i] ?? 0) + weight * (image.data[from + i] ?? 0);
    }
  }
  const out = blankLike(image, shape);
  const whole = out.data instanceof Uint8Array;
  for (let x = 0; x < width; x++) {
    const columns = Array.from(
      across,
      (_, tap) => sourceOf(x + tap - (across.length >> 1), width, 'reflect') * channels,
    );
    for (let y = 0; y < height; y++) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let tap = 0; tap < across.length; tap++)
          sum += (across[tap] ?? 0) * (between[y * row + (columns[tap] ?? 0) + c] ?? 0);
        out.data[y * row + x * channels + c] = whole ? roundHalfEven(sum) : sum;
      }
    }
  }
  return out;
}
