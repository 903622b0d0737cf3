import { type Seed, uniform } from '@gradlab/random';

/** A run of neighbouring elements of one input that move together, each up or down by the same distance. */
export interface Direction {
  readonly input: number;
  /** The first element that moves. */
  readonly start: number;
  /** For it and those after it, 1 or −1. */
  readonly signs: Float64Array;
}

/** All `count` elements of an input, with random signs. */
export function randomDirection(input: number, count: number, seed: Seed): Direction {
  return { input, start: 0, signs: uniform(seed, count).map((u) => (u < 0.5 ? 1 : -1)) };
}

/** The first and the second half. */
export function halvesOf({ input, start, signs }: Direction): readonly [Direction, Direction] {
  const middle = signs.length >> 1;
  return [
    { input, start, signs: signs.subarray(0, middle) },
    { input, start: start + middle, signs: signs.subarray(middle) },
  ];
}

/** The slope along a direction that a gradient of the input gives: Σ dᵢ·gᵢ. */
export function slopeAlong({ start, signs }: Direction, gradient: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < signs.length; i++) sum += (signs[i] as number) * (gradient[start + i] as number);
  return sum;
}

/** Moves the elements of an input by `distance`, up or down. */
export function moveAlong({ start, signs }: Direction, values: Float64Array, distance: number): void {
  for (let i = 0; i < signs.length; i++) {
    values[start + i] = (values[start + i] as number) + (signs[i] as number) * distance;
  }
}
