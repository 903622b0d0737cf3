import type { ImageArray, ImageShape } from '../image.ts';
import { requireGrayOrColour, requireWhite } from '../value-range.ts';
import { blendWithGray, blendWithValue, luminance } from './blend.ts';
import { mapValues } from './map-values.ts';

/** What changes an image by a factor of which 1 (for the hue 0) changes nothing. */
export type Adjustment = (caller: string, image: ImageArray, shape: ImageShape, factor: number) => ImageArray;

/** factor · value, kept within the range. */
export const adjustBrightness: Adjustment = (caller, image, shape, factor) => {
  requireGrayOrColour(caller, shape[2]);
  const white = requireWhite(caller, image);
  return mapValues(image, (value) => Math.min(white, Math.fround(value * Math.fround(factor))));
};

/** A blend with the mean luminance: 0 gives that gray everywhere. */
export const adjustContrast: Adjustment = (caller, image, shape, factor) => {
  requireGrayOrColour(caller, shape[2]);
  const white = requireWhite(caller, image);
  const gray = luminance(image, shape);
  const mean = gray.length === 0 ? 0 : Math.fround(gray.reduce((sum, value) => sum + value, 0) / gray.length);
  return blendWithValue(image, mean, factor, white);
};

/** A blend with the luminance of each pixel: 0 gives a gray image. One channel stays as it is. */
export const adjustSaturation: Adjustment = (caller, image, shape, factor) => {
  requireGrayOrColour(caller, shape[2]);
  const white = requireWhite(caller, image);
  return shape[2] === 1 ? image : blendWithGray(image, shape, luminance(image, shape), factor, white);
};
