import { blankLike, type ImageArray } from '../image.ts';
import { requireGrayOrColour, requireWhite } from '../value-range.ts';
import type { Adjustment } from './adjust.ts';
import { fromUnit, unitScale } from './unit-values.ts';

const { fround } = Math;

/** Turns the hue by a share of the circle, −½ … ½, with saturation and value as they are. One channel stays as it is. */
export const adjustHue: Adjustment = (caller, image, shape, factor) => {
  requireGrayOrColour(caller, shape[2]);
  const white = requireWhite(caller, image);
  return shape[2] === 1 ? image : turned(image, shape, factor, white);
};

function turned(
  image: ImageArray,
  shape: readonly [number, number, number],
  factor: number,
  white: number,
): ImageArray {
  const out = blankLike(image, shape);
  const scale = unitScale(white);
  const back = fromUnit(image, white);
  const pixel = new Float32Array(3);
  for (let i = 0; i < image.data.length; i += 3) {
    for (let c = 0; c < 3; c++) pixel[c] = (image.data[i + c] ?? 0) * scale;
    turnHue(pixel, fround(factor));
    for (let c = 0; c < 3; c++) out.data[i + c] = back(pixel[c] ?? 0);
  }
  return out;
}

/** Red, green and blue in [0, 1] to hue, saturation and value, turned and back, each step in float32 as in PyTorch. */
function turnHue(pixel: Float32Array, by: number): void {
  const [red = 0, green = 0, blue = 0] = pixel;
  const most = Math.max(red, green, blue);
  const range = fround(most - Math.min(red, green, blue));
  if (range === 0) return;
  const saturation = fround(range / most);
  const away = (value: number): number => fround(fround(most - value) / range);
  const sixths = hueInSixths(away(red), away(green), away(blue), most === red ? 0 : most === green ? 2 : 4);
  const hue = fround((fround(fround(sixths * fround(1 / 6)) + 1) % 1) + by);
  const six = fround(fround(hue - Math.floor(hue)) * 6);
  const sector = Math.floor(six);
  const part = fround(saturation * fround(six - sector));
  const rest = fround(1 - saturation);
  const falling = within(fround(fround(1 - part) * most));
  const rising = within(fround(fround(part + rest) * most));
  const low = within(fround(rest * most));
  pixel.set(SECTORS[sector % 6]?.(most, low, falling, rising) ?? pixel);
}

function hueInSixths(red: number, green: number, blue: number, largest: 0 | 2 | 4): number {
  if (largest === 0) return fround(blue - green);
  return largest === 2 ? fround(fround(red + 2) - blue) : fround(fround(green + 4) - red);
}

/** Which of the four values is red, green and blue in each sixth of the circle. */
const SECTORS: readonly ((most: number, low: number, falling: number, rising: number) => readonly number[])[] = [
  (most, low, _falling, rising) => [most, rising, low],
  (most, low, falling) => [falling, most, low],
  (most, low, _falling, rising) => [low, most, rising],
  (most, low, falling) => [low, falling, most],
  (most, low, _falling, rising) => [rising, low, most],
  (most, low, falling) => [most, low, falling],
];

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
