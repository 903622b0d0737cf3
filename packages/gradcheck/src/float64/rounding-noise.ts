import type * as tf from '@tensorflow/tfjs-core';
import type { DoubleStorage } from './double-storage.ts';

/** Half a unit in the last place of a float32 in [1, 2). */
const HALF_ULP = 2 ** -24;

/** The smallest normal float32. What is smaller has fewer digits, or is zero on backends that flush it. */
const SMALLEST_NORMAL = 2 ** -126;

/** How a result is disturbed; given the values of a tensor that is not shared. */
export type Disturbance = (values: Float64Array) => void;

/**
 * Rounding at random, once for each value that a kernel gives: x ← x · (1 ± 2⁻²⁴), and to zero where it would underflow. The results
 * of a few such runs scatter about as much as float32 does, which no formula could tell for a program of unknown shape.
 *
 * @param next uniform on [0, 1)
 * @see Parker: Monte Carlo arithmetic: exploiting randomness in floating-point arithmetic. UCLA, 1997.
 */
export function randomRounding(next: () => number): Disturbance {
  return (values) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      values[i] = Math.abs(value) < SMALLEST_NORMAL ? 0 : value * (1 + (next() < 0.5 ? HALF_ULP : -HALF_ULP));
    }
  };
}

/** Disturbs the float results of a kernel, but not those that are a view of an input. */
export function disturbResults(
  results: tf.TensorInfo | tf.TensorInfo[],
  inputs: tf.NamedTensorInfoMap,
  data: DoubleStorage,
  disturbance: Disturbance,
): void {
  const given = new Set(Object.values(inputs).map((input) => input?.dataId));
  for (const { dataId } of Array.isArray(results) ? results : [results]) {
    const values = given.has(dataId) ? undefined : data.get(dataId).values;
    if (values instanceof Float64Array) disturbance(values);
  }
}
