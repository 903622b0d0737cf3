import { type Key, key, type Seed } from '@gradlab/random';
import { requireShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes the first value of a weight: a new float32 tensor of the shape asked for, owned by the caller. The same shape and
 * seed give the same values on every backend. Two weights want two seeds: derive them with `foldIn(seed, 'dense1.weight')`.
 *
 * @param shape integers ≥ 0; a dense weight is `[in, out]`, a convolution kernel `[height, width, in, out]`
 * @param seed integer or key of `@gradlab/random`
 * @throws TypeError or RangeError if shape or seed is not valid
 */
export type Initializer = (shape: readonly number[], seed: Seed) => tf.Tensor;

/** An initialiser as JSON: its name and every option it has, defaults included. */
export interface InitializerConfig {
  readonly name: string;
  readonly [option: string]: unknown;
}

/** An initialiser of this package, which says what it is. `JSON.stringify` writes its `config`. */
export interface ConfiguredInitializer extends Initializer {
  /** What `initializerFromConfig` makes it from again. */
  readonly config: InitializerConfig;
  toJSON(): InitializerConfig;
}

/** What an initialiser needs to know to write its values. */
export interface Draw {
  /** Holds zeros; takes the values in row-major order. */
  readonly target: Float32Array;
  readonly shape: readonly number[];
  readonly seed: Key;
}

/**
 * What every initialiser has in common: checks shape and seed, then asks for the values, which go into the one array that
 * the tensor is made of.
 *
 * @param name of the initialiser
 * @param options as its configuration gives them; undefined ones are left out
 * @param fill writes the values
 */
export function defineInitializer(
  name: string,
  options: Readonly<Record<string, unknown>>,
  fill: (draw: Draw) => void,
): ConfiguredInitializer {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const config: InitializerConfig = Object.freeze({ name, ...Object.fromEntries(given) });
  const initialize: Initializer = (shape, seed) => {
    const sizes = [...requireShape(name, 'shape', shape)];
    const stream = key(seed);
    const target = new Float32Array(sizes.reduce((product, size) => product * size, 1));
    fill({ target, shape: sizes, seed: stream });
    return tf.tensor(target, sizes, 'float32');
  };
  return Object.assign(initialize, { config, toJSON: () => config });
}
