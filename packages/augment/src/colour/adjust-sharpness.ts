import { blankLike } from '../image.ts';
import { roundHalfEven } from '../round.ts';
import { requireGrayOrColour, requireWhite } from '../value-range.ts';
import type { Adjustment } from './adjust.ts';

const { fround } = Math;

/** A blend with the image smoothed by [1 1 1; 1 5 1; 1 1 1] / 13, except at the edge. 3 × 3 pixels at least, or no change. */
export const adjustSharpness: Adjustment = (caller, image, shape, factor) => {
  const [height, width, channels] = shape;
  requireGrayOrColour(caller, channels);
  const white = requireWhite(caller, image);
  if (height <= 2 || width <= 2) return image;
  const { data } = image;
  const whole = data instanceof Uint8Array;
  const out = blankLike(image, shape);
  out.data.set(data);
  const row = width * channels;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * row + channels; i < (y + 1) * row - channels; i++) {
      let around = 4 * (data[i] ?? 0);
      for (let dy = -row; dy <= row; dy += row) {
        around += (data[i + dy - channels] ?? 0) + (data[i + dy] ?? 0) + (data[i + dy + channels] ?? 0);
      }
      const smooth = whole ? roundHalfEven(around / 13) : fround(around / 13);
      const own = data[i] ?? 0;
      const sum = fround(own + fround(smooth - own) * fround(1 - factor));
      out.data[i] = Math.min(white, Math.max(0, sum));
    }
  }
  return out;
};
