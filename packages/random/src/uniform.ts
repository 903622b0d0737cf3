import { requireNumber } from '@gradlab-internal/checks';
import { requireFloats } from './floats.ts';
import { key, type Seed } from './key.ts';
import { place } from './place.ts';
import { eachBlock, requireCount, requireStart, type StreamOptions } from './units.ts';

/** Options of {@link uniform}. */
export interface UniformOptions extends StreamOptions {
  /** Lower end of the interval, finite; default 0. */
  readonly min?: number;
  /** Upper end, at least `min`; default 1. */
  readonly max?: number;
}

/**
 * `n` draws from the uniform distribution on [min, max): min + (max − min)·u, u with 53 random bits. Draw `i` depends on the
 * seed and on `i` alone: a longer call begins with the shorter one's values.
 *
 * @param seed integer or key
 * @param n how many, an integer in [0, 2³²)
 * @param options the interval, [0, 1) unless given, and `start`
 * @returns length `n`; `max` itself comes only where a value of the interval rounds to it, so never from [0, 1)
 * @throws TypeError or RangeError if an argument is not as above
 * @example
 * ```ts
 * import { uniform } from '@gradlab/random';
 * const draws = uniform(1, 1000);
 * console.log(Math.min(...draws) >= 0 && Math.max(...draws) < 1); // true
 * console.log(uniform(1, 10, { start: 990 })[9] === draws[999]); // true
 * ```
 */
export function uniform(seed: Seed, n: number, options: UniformOptions = {}): Float64Array {
  return fill('uniform', new Float64Array(requireCount('uniform', 'n', n)), seed, options);
}

/**
 * Fills an array with the draws of {@link uniform}, with nothing allocated beside it. In a `Float32Array` each draw is rounded
 * to the nearest float32, which may be `max`.
 *
 * @param target `Float32Array` or `Float64Array`; every element is overwritten
 * @param seed integer or key
 * @param options the interval, [0, 1) unless given, and `start`
 * @returns `target`
 * @throws TypeError or RangeError if an argument is not as above
 * @example
 * ```ts
 * import { fillUniform, foldIn } from '@gradlab/random';
 * const limit = Math.sqrt(6 / (784 + 500));
 * const weights = fillUniform(new Float32Array(784 * 500), foldIn(7, 'dense1.weight'), { min: -limit, max: limit });
 * console.log(weights.length); // 392000
 * ```
 */
export function fillUniform<T extends Float32Array | Float64Array>(
  target: T,
  seed: Seed,
  options: UniformOptions = {},
): T {
  return fill('fillUniform', requireFloats('fillUniform', target), seed, options);
}

function fill<T extends Float32Array | Float64Array>(
  caller: string,
  target: T,
  seed: Seed,
  { min = 0, max = 1, start = 0 }: UniformOptions,
): T {
  const { words } = key(seed);
  requireNumber(caller, 'min', min);
  requireNumber(caller, 'max', max, { min });
  const span = requireNumber(caller, 'max - min', max - min);
  requireStart(caller, start, target.length);
  // span·u, rounded, is below max − min even where span was rounded up: so no draw passes max.
  eachBlock(words, start, target.length, (units, offset, length) => {
    place(units, length, target, offset, min, span);
  });
  return target;
}
