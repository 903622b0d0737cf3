import type { Point } from './flatten.ts';

/** How many uniform draws a pose takes. */
export const POSE_DRAWS = 10;

// Each range is half the width of a uniform interval around the middle value.
const HEIGHT = { middle: 0.64, spread: 0.13 }; // of the image
const ASPECT = { middle: 1, spread: 0.2 };
const SHEAR = 0.3;
const HALF_ANGLE_TANGENT = 0.12; // ±13.7°
const SHIFT = 0.095; // of the image
const WARP = 0.3;

/**
 * The map from the sheet of the skeletons to image coordinates: a quadratic warp, then stretch, shear, rotation and
 * shift. The rotation is given by the tangent of half its angle, so that every operation is one that IEEE 754 rounds
 * exactly, and a digit has the same pixels on every engine.
 *
 * @param draws `POSE_DRAWS` uniform numbers in [0, 1)
 * @param imageSize pixels
 */
export function poseFrom(draws: Float64Array, imageSize: number): (point: Point) => Point {
  const around = (i: number, spread: number): number => (2 * (draws[i] ?? 0.5) - 1) * spread;
  const height = (HEIGHT.middle + around(0, HEIGHT.spread)) * imageSize;
  const width = height * (ASPECT.middle + around(1, ASPECT.spread));
  const shear = around(2, SHEAR);
  const t = around(3, HALF_ANGLE_TANGENT);
  const cos = (1 - t * t) / (1 + t * t);
  const sin = (2 * t) / (1 + t * t);
  const shiftX = (0.5 + around(4, SHIFT)) * imageSize;
  const shiftY = (0.5 + around(5, SHIFT)) * imageSize;
  const [bendX, bendY, twistX, twistY] = [around(6, WARP), around(7, WARP), around(8, WARP), around(9, WARP)];
  return ([sheetX, sheetY]) => {
    const x = sheetX / 100 - 0.3;
    const y = sheetY / 100 - 0.5;
    const warpedX = x + bendX * y * y + twistX * x * y;
    const warpedY = y + bendY * x * x + twistY * x * y;
    const u = (warpedX + shear * warpedY) * width;
    const v = warpedY * height;
    return [cos * u - sin * v + shiftX, sin * u + cos * v + shiftY];
  };
}
