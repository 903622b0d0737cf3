import type * as tf from '@tensorflow/tfjs-core';
import type { DoubleStorage } from './double-storage.ts';

/** Half a unit in the last place of a float32 in [1, 2). */
const HALF_ULP = 2 ** -24;

/** How a result is disturbed; given the values of a tensor that is not shared. */
export type Disturbance = (values: Float64Array) => void;

/**
 * Rounding at random, once for each value that a kernel gives: x ← x · (1 ± 2⁻²⁴). The results of a few such runs scatter about
 * as much as float32 does, which no formula could tell for a program of unknown shape.
 *
 * @param next uniform on [0, 1)
 * @see Parker: Monte Carlo arithmetic: exploiting randomness in floating-point arithmetic. UCLA, 1997.
 */
export function randomRounding(next: () => number): Disturbance {
  return (values) => {
    for (let i = 0; i < values.length; i++) {
      values[i] = (values[i] as number) * (1 + (next() < 0.5 ? HALF_ULP : -HALF_ULP));
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
