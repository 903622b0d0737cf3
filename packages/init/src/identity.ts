import { describeShape, requireNumber } from '@gradlab-internal/checks';
import { type ConfiguredInitializer, defineInitializer } from './initializer.ts';

/** Options of {@link identity}. */
export interface IdentityOptions {
  /** Value of the diagonal, finite; default 1. */
  readonly gain?: number;
}

/**
 * The identity matrix times the gain: a dense layer that hands its inputs on, at first. A matrix that is not square has ones
 * on its main diagonal. The seed is checked and has no effect.
 *
 * @param options `gain`
 * @returns an initialiser of matrices `[in, out]`; it refuses other shapes with a RangeError
 * @throws TypeError or RangeError if the gain is not a finite number
 * @see Le, Jaitly, Hinton: A simple way to initialize recurrent networks of rectified linear units. 2015.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { identity } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = identity({ gain: 0.5 })([2, 3], 42);
 * console.log([...weight.dataSync()]); // [ 0.5, 0, 0, 0, 0.5, 0 ]
 * weight.dispose();
 * ```
 */
export function identity({ gain = 1 }: IdentityOptions = {}): ConfiguredInitializer {
  requireNumber('identity', 'gain', gain);
  return defineInitializer('identity', { gain }, ({ target, shape }) => {
    const [rows = 0, columns = 0] = requireMatrix('identity', shape);
    for (let i = 0; i < Math.min(rows, columns); i++) target[i * columns + i] = gain;
  });
}

/**
 * @returns the shape
 * @throws RangeError if it is not that of a matrix
 */
export function requireMatrix(caller: string, shape: readonly number[]): readonly number[] {
  if (shape.length === 2) return shape;
  throw new RangeError(`${caller}: shape must have 2 dimensions, got ${describeShape(shape)}`);
}
