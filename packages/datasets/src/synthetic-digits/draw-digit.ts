import { foldIn, type Key, uniform } from '@gradlab/random';
import { flatten, type Point } from './flatten.ts';
import { pixelNoise } from './pixel-noise.ts';
import { POSE_DRAWS, poseFrom } from './pose.ts';
import { inkAt, squaredDistances } from './rasterize.ts';
import { SKELETONS, type Stroke } from './skeletons.ts';

/** The streams that a drawing's parts take their draws from, each split further by the example's index. */
export interface DigitStreams {
  readonly style: Key;
  readonly hand: Key;
  readonly pose: Key;
  readonly noise: Key;
}

export interface Drawing {
  readonly imageSize: number;
  /** Standard deviation of the noise, 1 being full ink. */
  readonly noise: number;
}

const HAND = 5; // a point lies up to this far from its place, on the sheet 60 wide and 100 high
const PEN = { middle: 0.046, spread: 0.02 }; // half the stroke's width, of the image
const INK = { middle: 0.85, spread: 0.15 };

/** The pixels of one digit: `imageSize²` values in [0, 255], row by row. */
export function drawDigit(digit: number, index: number, streams: DigitStreams, drawing: Drawing): Uint8Array {
  const { imageSize, noise } = drawing;
  const [variant = 0, pen = 0, ink = 0] = uniform(foldIn(streams.style, index), 3);
  const variants = SKELETONS[digit] ?? [];
  const strokes = variants[Math.floor(variant * variants.length)] ?? [];
  const halfWidth = (PEN.middle + (2 * pen - 1) * PEN.spread) * imageSize;
  const strength = INK.middle + (2 * ink - 1) * INK.spread;
  const toImage = poseFrom(uniform(foldIn(streams.pose, index), POSE_DRAWS), imageSize);
  const lines = writeByHand(strokes, foldIn(streams.hand, index)).map((line) => line.map(toImage));
  const squared = squaredDistances(lines, imageSize, halfWidth + 1);
  const grain = pixelNoise(foldIn(streams.noise, index), noise === 0 ? 0 : squared.length);
  const image = new Uint8ClampedArray(squared.length);
  for (let i = 0; i < image.length; i++) {
    // The array clamps to [0, 255] and rounds.
    image[i] = 255 * (strength * inkAt(squared[i] ?? 0, halfWidth) + noise * (grain[i] ?? 0));
  }
  return new Uint8Array(image.buffer);
}

/** The strokes with every point a little off, so that no two digits are the same curve. */
function writeByHand(strokes: readonly Stroke[], key: Key): Point[][] {
  const count = strokes.reduce((sum, { points }) => sum + points.length, 0);
  const draws = uniform(key, 2 * count);
  let next = 0;
  const off = (): number => (2 * (draws[next++] ?? 0.5) - 1) * HAND;
  return strokes.map(({ points, path }) =>
    flatten(
      points.map(([x, y]): Point => [x + off(), y + off()]),
      path,
    ),
  );
}
