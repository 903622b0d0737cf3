import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { mapValues } from './map-values.ts';

const { fround } = Math;

/** How bright each of red, green and blue looks (ITU-R BT.601, as torchvision rounds it). */
const [RED, GREEN, BLUE] = [fround(0.2989), fround(0.587), fround(0.114)];

/**
 * The luminance 0.2989 r + 0.587 g + 0.114 b of each pixel, in float32; rounded down for 8-bit images. The image's own
 * values if it has one channel.
 */
export function luminance({ data }: ImageArray, [height, width, channels]: ImageShape): Float32Array {
  if (channels === 1) return Float32Array.from(data);
  const whole = data instanceof Uint8Array;
  const gray = new Float32Array(height * width);
  for (let i = 0; i < gray.length; i++) {
    const red = fround((data[3 * i] ?? 0) * RED);
    const both = fround(red + (data[3 * i + 1] ?? 0) * GREEN);
    const all = fround(both + (data[3 * i + 2] ?? 0) * BLUE);
    gray[i] = whole ? Math.floor(all) : all;
  }
  return gray;
}

/** factor · image + (1 − factor) · another value for all pixels, kept within [0, white]. */
export function blendWithValue(image: ImageArray, value: number, factor: number, white: number): ImageArray {
  return mapValues(image, (own) => mix(own, value, factor, white));
}

/** factor · image + (1 − factor) · one value for each pixel, kept within [0, white]. */
export function blendWithGray(
  image: ImageArray,
  shape: ImageShape,
  gray: Float32Array,
  factor: number,
  white: number,
): ImageArray {
  const { data } = image;
  const out = blankLike(image, shape);
  const channels = shape[2];
  for (let pixel = 0, i = 0; pixel < gray.length; pixel++) {
    const other = gray[pixel] ?? 0;
    for (let c = 0; c < channels; c++, i++) out.data[i] = mix(data[i] ?? 0, other, factor, white);
  }
  return out;
}

// The second product is not rounded on its own: PyTorch multiplies and adds in one step.
function mix(own: number, other: number, factor: number, white: number): number {
  const sum = fround(fround(own * fround(factor)) + other * fround(1 - factor));
  return sum > white ? white : Math.max(sum, 0);
}
