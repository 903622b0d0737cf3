import { foldIn, normal, type Seed, uniform } from '@gradlab/random';

/** How an input's values are spread. `tied` and `special` are what gradients of maxima and comparisons get wrong. */
export type Kind =
  | 'normal'
  | 'positive'
  | 'negative'
  | 'unit'
  | 'aboveOne'
  | 'large'
  | 'tied'
  | 'boolean'
  | 'special'
  | 'ones';

const SPECIAL = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1, -1, 2.5];

const SPREAD: Readonly<Record<Kind, (draw: number, uniformDraw: number) => number>> = {
  normal: (draw) => draw,
  positive: (draw) => Math.abs(draw) + 0.1,
  negative: (draw) => -Math.abs(draw) - 0.1,
  unit: (_, u) => 1.9 * u - 0.95,
  aboveOne: (draw) => 1.05 + Math.abs(draw),
  large: (draw) => 30 * draw,
  tied: (_, u) => Math.floor(5 * u) - 2,
  boolean: (_, u) => Number(u < 0.5),
  special: (_, u) => SPECIAL[Math.floor(SPECIAL.length * u)] ?? 0,
  ones: () => 1,
};

/** `n` values of a kind that depend on the seed alone. */
export function draw(kind: Kind, n: number, seed: Seed): Float32Array {
  const draws = normal(foldIn(seed, 'normal'), n);
  const uniforms = uniform(foldIn(seed, 'uniform'), n);
  return Float32Array.from(draws, (value, i) => SPREAD[kind](value, uniforms[i] ?? 0));
}

/** Small counts by default; many with `GRADLAB_STRESS=1`. */
export function repeats(few: number, many: number): number {
  return process.env.GRADLAB_STRESS === '1' ? many : few;
}

/** An integer in [low, high] that depends on the seed alone. */
export function integer(seed: Seed, low: number, high: number): number {
  return low + Math.floor((high - low + 1) * (uniform(seed, 1)[0] ?? 0));
}

/** `count` shapes of the given rank with lengths in [1, longest]. */
export function shapes(name: string, count: number, rank: number, longest: number): readonly number[][] {
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: rank }, (_unused, axis) => integer(foldIn(foldIn(foldIn(7, name), i), axis), 1, longest)),
  );
}

/** One of several choices, by seed. */
export function choose<T>(seed: Seed, choices: readonly T[]): T {
  const choice = choices[integer(seed, 0, choices.length - 1)];
  if (choice === undefined) throw new RangeError('choose: there must be a choice');
  return choice;
}
