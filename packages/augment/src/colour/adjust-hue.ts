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
  const { data } = image;
  const out = blankLike(image, shape);
  const scale = unitScale(white);
  const back = fromUnit(image, white);
  const by = fround(factor);
  for (let i = 0; i < data.length; i += 3) {
    const red = fround((data[i] ?? 0) * scale);
    const green = fround((data[i + 1] ?? 0) * scale);
    const blue = fround((data[i + 2] ?? 0) * scale);
    const most = Math.max(red, green, blue);
    const range = fround(most - Math.min(red, green, blue));
    const six = fround(positivePart(hueOf(red, green, blue, most, range) + by) * 6);
    const sector = Math.floor(six);
    const saturation = range === 0 ? 0 : fround(range / most);
    const part = fround(saturation * fround(six - sector));
    const rest = fround(1 - saturation);
    const low = within(fround(rest * most));
    const falling = within(fround(fround(1 - part) * most));
    const rising = within(fround(fround(part + rest) * most));
    // Each channel is the largest value, the smallest, or on the way down or up, by the sixth of the circle.
    const place = sector % 6;
    out.data[i] = back(pick(RED[place], most, low, falling, rising));
    out.data[i + 1] = back(pick(GREEN[place], most, low, falling, rising));
    out.data[i + 2] = back(pick(BLUE[place], most, low, falling, rising));
  }
  return out;
}

const [MOST, LOW, FALLING, RISING] = [0, 1, 2, 3];
const RED = [MOST, FALLING, LOW, LOW, RISING, MOST];
const GREEN = [RISING, MOST, MOST, FALLING, LOW, LOW];
const BLUE = [LOW, LOW, RISING, MOST, MOST, FALLING];

function pick(which: number | undefined, most: number, low: number, falling: number, rising: number): number {
  if (which === MOST) return most;
  if (which === LOW) return low;
  return which === FALLING ? falling : rising;
}

/** The hue in [0, 1), each step in float32 as in PyTorch; 0 for gray. */
function hueOf(red: number, green: number, blue: number, most: number, range: number): number {
  if (range === 0) return 0;
  const r = fround(fround(most - red) / range);
  const g = fround(fround(most - green) / range);
  const b = fround(fround(most - blue) / range);
  let sixths = fround(fround(g + 4) - r);
  if (most === red) sixths = fround(b - g);
  else if (most === green) sixths = fround(fround(r + 2) - b);
  // Within [5/6, 11/6], so that taking off 1 is the remainder, and exact.
  const hue = fround(fround(sixths * SIXTH) + 1);
  return hue >= 1 ? hue - 1 : hue;
}

const SIXTH = fround(1 / 6);

function positivePart(value: number): number {
  const hue = fround(value);
  return fround(hue - Math.floor(hue));
}

function within(value: number): number {
  return value > 1 ? 1 : Math.max(value, 0);
}
