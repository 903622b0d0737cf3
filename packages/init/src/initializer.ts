import { key, type Seed } from '@gradlab/random';
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

/**
 * What every initialiser has in common: checks shape and seed, then asks for the values in row-major order.
 *
 * @param name of the initialiser, for messages
 * @param draw gives `count` values; they are rounded to float32
 */
export function defineInitializer(
  name: string,
  draw: (seed: Seed, count: number, shape: readonly number[]) => ArrayLike<number>,
): Initializer {
  return (shape, seed) => {
    const sizes = [...requireShape(name, 'shape', shape)];
    const count = sizes.reduce((product, size) => product * size, 1);
    return tf.tensor(Float32Array.from(draw(key(seed), count, sizes)), sizes, 'float32');
  };
}
