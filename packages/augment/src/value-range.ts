import { describeValue } from '@gradlab-internal/checks';
import type { ImageArray } from './image.ts';

/**
 * The stored value of white, 255 or 1, as the image declares it.
 *
 * @throws RangeError if the image declares no range, another one, or [0, 1] for 8-bit values
 */
export function requireWhite(caller: string, image: ImageArray): number {
  const [low, high] = Array.isArray(image.range) && image.range.length === 2 ? image.range : [];
  const packed = image.data instanceof Uint8Array;
  if (low !== 0 || !(high === 255 || (high === 1 && !packed))) {
    const allowed = packed ? '[0, 255] for 8-bit values' : '[0, 255] or [0, 1]';
    throw new RangeError(`${caller}: image.range must be ${allowed}, got ${describeValue(image.range)}`);
  }
  return high;
}

/** What colour operations know how to change: gray or red, green, blue. */
export function requireGrayOrColour(caller: string, channels: number): void {
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`${caller}: an image must have 1 or 3 channels, got ${channels}`);
  }
}
