import type { Grey } from './resize-area.ts';

/** The part of a picture that holds all its ink; undefined where there is none. */
export function cropToInk({ height, width, data }: Grey): Grey | undefined {
  let [top, bottom, left, right] = [height, -1, width, -1];
  for (const [i, value] of data.entries()) {
    if (value === 0) continue;
    const [y, x] = [Math.floor(i / width), i % width];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
  }
  if (bottom < 0) return undefined;
  const size = { height: bottom - top + 1, width: right - left + 1 };
  const cropped = Float64Array.from({ length: size.height * size.width }, (_, i) => {
    return data[(top + Math.floor(i / size.width)) * width + left + (i % size.width)] ?? 0;
  });
  return { ...size, data: cropped };
}

/** Where a picture's ink would balance, in pixels: the middle of the first is 0. */
export function centreOfMass({ width, data }: Grey): { y: number; x: number } {
  let [mass, momentY, momentX] = [0, 0, 0];
  for (const [i, value] of data.entries()) {
    mass += value;
    momentY += value * Math.floor(i / width);
    momentX += value * (i % width);
  }
  return { y: momentY / mass, x: momentX / mass };
}
