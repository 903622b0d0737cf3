import { type Key, uniform } from '@gradlab/random';

/** Draws of one picture, taken one after the other. */
export interface Draws {
  /** Uniform between two numbers. */
  between(low: number, high: number): number;
  /** True with a probability. */
  chance(probability: number): boolean;
}

/**
 * A stream of draws with a known end: what a picture takes must not depend on what another one took.
 *
 * @param key of the picture
 * @param most how many draws it may take
 * @throws RangeError when more are taken
 */
export function drawsFrom(key: Key, most: number): Draws {
  const values = uniform(key, most);
  let taken = 0;
  const next = (): number => {
    const value = values[taken++];
    if (value === undefined) throw new RangeError(`drawsFrom: a picture must take at most ${most} draws`);
    return value;
  };
  return {
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
  };
}
