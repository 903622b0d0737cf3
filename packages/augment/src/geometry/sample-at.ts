import { requireOneOf } from '@gradlab-internal/checks';
import { type Fill, requireChannelValues, spreadOverChannels } from '../channel-values.ts';
import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { roundHalfEven } from '../round.ts';
import type { Coordinates } from './coordinates.ts';

/** `nearest`: the nearest pixel. `bilinear`: a weighted mean of the four around. */
export type Sampling = 'nearest' | 'bilinear';

export interface SamplingOptions {
  /** Default `nearest`, as in torchvision. */
  readonly interpolation?: Sampling;
  /**
   * The stored value outside the image, one number or one per channel. Default 0. With `null` what is outside is 0 too,
   * but an edge pixel is mixed with it once and not twice, as torchvision does without a fill.
   */
  readonly fill?: Fill | null;
}

/** The options after the checks, as a config holds them. */
export interface SamplingConfig {
  readonly interpolation: Sampling;
  readonly fill: readonly number[] | null;
}

export function requireSampling(
  caller: string,
  { interpolation = 'nearest', fill = 0 }: SamplingOptions,
): SamplingConfig {
  requireOneOf(caller, 'interpolation', interpolation, ['nearest', 'bilinear']);
  return { interpolation, fill: fill === null ? null : requireChannelValues(caller, 'fill', fill) };
}

const { fround } = Math;

/** The image looked at in other places. Weights and sums are rounded to float32 in the order of PyTorch. */
export function sampleAt(
  caller: string,
  image: ImageArray,
  shape: ImageShape,
  coordinates: Coordinates,
  { interpolation, fill }: SamplingConfig,
): ImageArray {
  const out = blankLike(image, [coordinates.height, coordinates.width, shape[2]]);
  const outside = fill === null ? null : spreadOverChannels(caller, 'fill', fill, shape[2]);
  if (interpolation === 'nearest') takeNearest(image, shape, coordinates, outside, out);
  else mixFour(image, shape, coordinates, outside, out);
  return out;
}

function takeNearest(
  { data }: ImageArray,
  [height, width, channels]: ImageShape,
  { x, y }: Coordinates,
  fill: readonly number[] | null,
  out: ImageArray,
): void {
  const beyond = Array.from({ length: channels }, (_, c) => {
    const value = fill?.[c] ?? 0;
    return data instanceof Uint8Array ? byteOf(value) : value;
  });
  for (let i = 0; i < x.length; i++) {
    const column = roundHalfEven(x[i] ?? 0);
    const row = roundHalfEven(y[i] ?? 0);
    const inside = column >= 0 && column < width && row >= 0 && row < height;
    const from = (row * width + column) * channels;
    for (let c = 0; c < channels; c++) out.data[i * channels + c] = inside ? (data[from + c] ?? 0) : (beyond[c] ?? 0);
  }
}

function mixFour(
  { data }: ImageArray,
  [height, width, channels]: ImageShape,
  { x, y }: Coordinates,
  fill: readonly number[] | null,
  out: ImageArray,
): void {
  const whole = data instanceof Uint8Array;
  const outside = Float32Array.from(fill ?? []);
  for (let i = 0; i < x.length; i++) {
    const left = Math.floor(x[i] ?? 0);
    const top = Math.floor(y[i] ?? 0);
    const dx = fround((x[i] ?? 0) - left);
    const dy = fround((y[i] ?? 0) - top);
    const upper = top >= 0 && top < height;
    const lower = top >= -1 && top < height - 1;
    const before = left >= 0 && left < width;
    const after = left >= -1 && left < width - 1;
    // Weights of the four pixels around; 0 for those outside.
    const nw = upper && before ? fround(fround(1 - dx) * fround(1 - dy)) : 0;
    const ne = upper && after ? fround(dx * fround(1 - dy)) : 0;
    const sw = lower && before ? fround(fround(1 - dx) * dy) : 0;
    const se = lower && after ? fround(dx * dy) : 0;
    const covered = fround(fround(fround(nw + ne) + sw) + se);
    const first = (top * width + left) * channels;
    const below = first + width * channels;
    const inside = upper && lower && before && after;
    for (let c = 0; c < channels; c++) {
      let value = 0;
      if (inside) {
        value = fround(nw * (data[first + c] ?? 0));
        value = fround(value + ne * (data[first + channels + c] ?? 0));
        value = fround(value + sw * (data[below + c] ?? 0));
        value = fround(value + se * (data[below + channels + c] ?? 0));
      } else {
        if (nw > 0) value = fround(nw * (data[first + c] ?? 0));
        if (ne > 0) value = fround(value + ne * (data[first + channels + c] ?? 0));
        if (sw > 0) value = fround(value + sw * (data[below + c] ?? 0));
        if (se > 0) value = fround(value + se * (data[below + channels + c] ?? 0));
      }
      const beyond = outside[c] ?? 0;
      if (fill !== null) value = fround(fround(fround(value - beyond) * covered) + beyond);
      out.data[i * channels + c] = whole ? byteOf(value) : value;
    }
  }
}

/** The nearest of 0 … 255, a half going to the even one: a float32 of 2^23 or more has no fraction left. */
function byteOf(value: number): number {
  if (!(value > 0)) return 0;
  return value > 255 ? 255 : fround(fround(value) + 2 ** 23) - 2 ** 23;
}
