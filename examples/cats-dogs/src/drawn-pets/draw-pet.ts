import { foldIn, type Key, uniform } from '@gradlab/random';
import { CLUTTER_DRAWS, clutterShapes } from './clutter.ts';
import { type Draws, drawsFrom } from './draws.ts';
import { furColour, headShapes, type Pet } from './head.ts';
import type { Colour, Point, Shape } from './shape.ts';

/** Pixels a side. */
export const PET_SIZE = 64;

const MOST_DRAWS = 64;
/** What lies behind the pet, what lies before it, and whether anything does. */
const BEHIND_AND_BEFORE = 2 * CLUTTER_DRAWS + 1;
const CHANNELS = 3;
const NOISE = 0.16;

/**
 * Draws one picture: a room with things in it, a pet's head with the beginning of a body, light from one side, noise.
 *
 * @param pet what it shows
 * @param key names its draws
 * @returns `PET_SIZE`² pixels of three bytes
 */
export function drawPet(pet: Pet, key: Key): Uint8Array {
  const draws = drawsFrom(foldIn(key, 'scene'), MOST_DRAWS);
  const clutter = drawsFrom(foldIn(key, 'clutter'), BEHIND_AND_BEFORE);
  const pixels = new Float64Array(PET_SIZE * PET_SIZE * CHANNELS);
  paintGround(pixels, draws);
  const fur = furColour(draws);
  const unit = (point: Point): Point => [point[0] / PET_SIZE, point[1] / PET_SIZE];
  for (const shape of clutterShapes(fur, clutter)) paint(pixels, shape, unit, PET_SIZE);
  const { toSheet, scale } = pose(draws);
  for (const shape of headShapes(pet, fur, draws)) paint(pixels, shape, toSheet, scale);
  // Something stands before the pet, now and then.
  const [inFront] = clutterShapes(fur, clutter);
  if (inFront !== undefined && clutter.chance(0.25)) paint(pixels, inFront, unit, PET_SIZE);
  return finish(pixels, draws, foldIn(key, 'noise'));
}

function paintGround(pixels: Float64Array, draws: Draws): void {
  const colour = (): Colour => [draws.between(0.1, 0.95), draws.between(0.1, 0.95), draws.between(0.1, 0.95)];
  const [above, below] = [colour(), colour()];
  for (let y = 0; y < PET_SIZE; y++) {
    const share = y / (PET_SIZE - 1);
    for (let x = 0; x < PET_SIZE; x++) {
      for (let c = 0; c < CHANNELS; c++) {
        pixels[(y * PET_SIZE + x) * CHANNELS + c] = (above[c] ?? 0) * (1 - share) + (below[c] ?? 0) * share;
      }
    }
  }
}

/** Where the head is: from a pixel to the sheet of {@link headShapes}, and how many pixels its unit is. */
function pose(draws: Draws): { toSheet: (point: Point) => Point; scale: number } {
  const scale = draws.between(0.15, 0.32) * PET_SIZE;
  const [x, y] = [draws.between(0.3, 0.7) * PET_SIZE, draws.between(0.34, 0.62) * PET_SIZE];
  // By the tangent of half the angle, up to 26 degrees: no operation that engines round differently.
  const half = draws.between(-0.23, 0.23);
  const [cos, sin] = [(1 - half * half) / (1 + half * half), (2 * half) / (1 + half * half)];
  const mirror = draws.chance(0.5) ? -1 : 1;
  return {
    scale,
    toSheet([px, py]) {
      const [u, v] = [(px - x) / scale, (py - y) / scale];
      return [mirror * (cos * u + sin * v), cos * v - sin * u];
    },
  };
}

/** Lays a shape over a picture; a pixel at its edge is covered in part. */
function paint(pixels: Float64Array, { colour, depth }: Shape, toSheet: (point: Point) => Point, scale: number): void {
  for (let y = 0; y < PET_SIZE; y++) {
    for (let x = 0; x < PET_SIZE; x++) {
      const covered = Math.min(1, Math.max(0, depth(toSheet([x + 0.5, y + 0.5])) * scale + 0.5));
      if (covered === 0) continue;
      const at = (y * PET_SIZE + x) * CHANNELS;
      for (let c = 0; c < CHANNELS; c++) {
        pixels[at + c] = (pixels[at + c] ?? 0) * (1 - covered) + (colour[c] ?? 0) * covered;
      }
    }
  }
}

/** Light from one side, contrast, and noise of a triangular distribution. */
function finish(pixels: Float64Array, draws: Draws, noiseKey: Key): Uint8Array {
  const [fromLeft, fromAbove] = [draws.between(-0.4, 0.4), draws.between(-0.4, 0.4)];
  const [brightness, contrast] = [draws.between(-0.14, 0.14), draws.between(0.55, 1.1)];
  const grain = uniform(noiseKey, 2 * pixels.length);
  const image = new Uint8ClampedArray(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const x = (Math.floor(i / CHANNELS) % PET_SIZE) / PET_SIZE - 0.5;
    const y = Math.floor(i / CHANNELS / PET_SIZE) / PET_SIZE - 0.5;
    const lit = (pixels[i] ?? 0) * (1 + fromLeft * x + fromAbove * y);
    const noise = NOISE * ((grain[2 * i] ?? 0.5) - (grain[2 * i + 1] ?? 0.5));
    // The array clamps to [0, 255] and rounds.
    image[i] = 255 * (0.5 + contrast * (lit - 0.5) + brightness + noise);
  }
  return new Uint8Array(image.buffer);
}
