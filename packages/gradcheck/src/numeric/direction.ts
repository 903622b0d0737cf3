import { type Seed, uniform } from '@gradlab/random';

/** A run of neighbouring elements of one input that move together, each up or down by its own multiple of the same distance. */
export interface Direction {
  readonly input: number;
  /** The first element that moves. */
  readonly start: number;
  /** What it and those after it move by, up or down, in units of the distance. */
  readonly steps: Float64Array;
}

/** Sizes are multiples of it, so that a float32 number and a step that is a power of two have an exact sum. */
const GRAIN = 2 ** -10;

/**
 * All elements of an input, each by a random number in ±[0.5, 1.5]. Were the numbers of one size, two faults of one size could make up
 * for each other: that is what swapped elements do.
 *
 * @param scale what an element's number is multiplied by
 */
export function randomDirection(
  input: number,
  values: Float64Array,
  seed: Seed,
  scale: (x: number) => number,
): Direction {
  const steps = uniform(seed, values.length).map((u, i) => {
    const centred = GRAIN * Math.round((2 * u - 1) / GRAIN);
    return (centred < 0 ? centred - 0.5 : centred + 0.5) * scale(values[i] as number);
  });
  return { input, start: 0, steps };
}

/** The first and the second half. */
export function halvesOf({ input, start, steps }: Direction): readonly [Direction, Direction] {
  const middle = steps.length >> 1;
  return [
    { input, start, steps: steps.subarray(0, middle) },
    { input, start: start + middle, steps: steps.subarray(middle) },
  ];
}

/** √Σ dᵢ². */
export function lengthOf({ steps }: Direction): number {
  return Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0));
}

/** The slope along a direction that a gradient of the input gives: Σ dᵢ·gᵢ. */
export function slopeAlong({ start, steps }: Direction, gradient: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < steps.length; i++) sum += (steps[i] as number) * (gradient[start + i] as number);
  return sum;
}

/** Moves the elements of an input by `distance`, up or down. */
export function moveAlong({ start, steps }: Direction, values: Float64Array, distance: number): void {
  for (let i = 0; i < steps.length; i++) {
    values[start + i] = (values[start + i] as number) + (steps[i] as number) * distance;
  }
}
