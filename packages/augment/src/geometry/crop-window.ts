import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { type PadMode, sourceOf } from './pad-mode.ts';

/** A part of an image; what lies beyond its edges is padding. */
export interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly padMode: PadMode;
  readonly fill: readonly number[];
}

/** Cuts a window out of an image. */
export function cutWindow(
  image: ImageArray,
  shape: ImageShape,
  { top, left, height, width, padMode, fill }: Window,
): ImageArray {
  const channels = shape[2];
  const out = blankLike(image, [height, width, channels]);
  for (let y = 0; y < height; y++) {
    const row = sourceOf(top + y, shape[0], padMode);
    for (let x = 0; x < width; x++) {
      const column = sourceOf(left + x, shape[1], padMode);
      const from = row < 0 || column < 0 ? -1 : (row * shape[1] + column) * channels;
      const to = (y * width + x) * channels;
      for (let c = 0; c < channels; c++)
        out.data[to + c] = from < 0 ? (fill[c % fill.length] ?? 0) : (image.data[from + c] ?? 0);
    }
  }
  return out;
}
