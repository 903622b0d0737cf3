import { foldIn, type Seed, uniform } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import type { Leaf } from './gradable.ts';

/**
 * What makes one number of the outputs y of a function: Σ vᵢ·yᵢ. The weights v are then the upstream gradient of its last
 * operations, and with weights that no symmetry shares, a wrong element anywhere in the Jacobian is seen.
 */
export interface Upstream {
  /** For each output, as many weights as it has elements; none where the only output is a scalar, which counts as it is. */
  readonly weights: readonly Float32Array[] | undefined;
}

/**
 * Weights of random sign in ±[0.5, 1.5), the same for float32 and float64.
 *
 * @param shapes of the outputs
 */
export function drawUpstream(shapes: readonly (readonly number[])[], seed: Seed): Upstream {
  if (shapes.length === 1 && shapes[0]?.length === 0) return { weights: undefined };
  return {
    weights: shapes.map((shape, i) => {
      const draws = uniform(foldIn(foldIn(seed, 'upstream'), i), tf.util.sizeFromShape([...shape]));
      return Float32Array.from(draws, (u) => (u < 0.5 ? 2 * u + 0.5 : 0.5 - 2 * u));
    }),
  };
}

/** Σ vᵢ·yᵢ. */
export function contract(outputs: readonly Leaf[], { weights }: Upstream): tf.Scalar {
  if (weights === undefined) return outputs[0]?.tensor as tf.Scalar;
  const sums = outputs.map(({ tensor }, i) =>
    tf.sum(tf.mul(tensor, tf.tensor(weights[i] as Float32Array, tensor.shape, 'float32'))),
  );
  return sums.reduce((total, sum) => tf.add(total, sum)) as tf.Scalar;
}
