import { type Dataset, type Field, syntheticDigits } from '@gradlab/datasets';
import { foldIn, type Seed, uniform } from '@gradlab/random';

/** Height and width of a picture, as CIFAR-10's. */
const SIDE = 32;
const CHANNELS = 3;
/** Height and width of the digit in it. */
const DIGIT = 28;
const DRAWS = 11;
/** Of the pixels, as a share of full ink. */
const NOISE = 0.05;

/**
 * Pictures in the form of CIFAR-10 for runs that have no data: a drawn digit in 32×32 pixels, in any light colour on any dark one, the
 * ground brighter to one side; one in two is mirrored. So neither the place, nor the colours, nor the side that a digit faces say which
 * it is, and a network that is shown few of them has these to learn by augmentation.
 *
 * Picture `i` depends on the seed and on `i` alone; of every ten each digit is one.
 *
 * @param options `size`: how many; `seed`
 * @returns 8-bit images `[32, 32, 3]` with scale 1/255, labels 0 to 9
 */
export function drawnPictures({ size, seed }: { readonly size: number; readonly seed: Seed }): Dataset<Field> {
  const root = foldIn(seed, 'drawnPictures');
  const digits = syntheticDigits({ size, seed: root, imageSize: DIGIT, noise: NOISE });
  const elements = SIDE * SIDE * CHANNELS;
  const images = new Uint8Array(size * elements);
  for (let i = 0; i < size; i++) {
    const ink = digits.x.data.subarray(i * DIGIT * DIGIT, (i + 1) * DIGIT * DIGIT);
    paint(images.subarray(i * elements, (i + 1) * elements), ink, sceneOf(uniform(foldIn(root, i), DRAWS)));
  }
  return {
    name: 'drawn-pictures',
    size,
    x: { data: images, shape: [SIDE, SIDE, CHANNELS], scale: 1 / 255 },
    y: digits.y,
  };
}

/** Everything about a picture but its digit. */
interface Scene {
  readonly top: number;
  readonly left: number;
  readonly mirrored: boolean;
  /** In [0, 1], one for each channel. */
  readonly ground: readonly number[];
  readonly ink: readonly number[];
  /** By how much the ground is brighter at the right and at the bottom than in the middle. */
  readonly slope: readonly [across: number, down: number];
}

// Ink and ground keep this far apart in every channel: a slope of the ground then never swallows the ink.
const DARKEST_INK = 0.7;
const LIGHTEST_GROUND = 0.2;
const STEEPEST = 0.1;

function sceneOf(draws: Float64Array): Scene {
  const between = (draw: number, low: number, high: number): number => low + (high - low) * (draws[draw] ?? 0);
  const spare = SIDE - DIGIT;
  return {
    top: Math.floor(between(0, 0, spare + 1)),
    left: Math.floor(between(1, 0, spare + 1)),
    mirrored: between(2, 0, 1) < 0.5,
    ink: [3, 4, 5].map((draw) => between(draw, DARKEST_INK, 1)),
    ground: [6, 7, 8].map((draw) => between(draw, 0, LIGHTEST_GROUND)),
    slope: [between(9, -STEEPEST, STEEPEST), between(10, -STEEPEST, STEEPEST)],
  };
}

function paint(picture: Uint8Array, digit: Field['data'], { top, left, mirrored, ground, ink, slope }: Scene): void {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const share = inkAt(digit, row - top, (mirrored ? SIDE - 1 - column : column) - left);
      const light = slope[0] * (column / (SIDE / 2) - 1) + slope[1] * (row / (SIDE / 2) - 1);
      for (let c = 0; c < CHANNELS; c++) {
        const under = Math.min(1, Math.max(0, (ground[c] ?? 0) + light));
        const value = under + share * ((ink[c] ?? 0) - under);
        picture[(row * SIDE + column) * CHANNELS + c] = Math.round(255 * value);
      }
    }
  }
}

/** In [0, 1]; none outside of the digit. */
function inkAt(digit: Field['data'], row: number, column: number): number {
  if (row < 0 || column < 0 || row >= DIGIT || column >= DIGIT) return 0;
  return (digit[row * DIGIT + column] ?? 0) / 255;
}
