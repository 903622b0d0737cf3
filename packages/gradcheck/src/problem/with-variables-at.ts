import * as tf from '@tensorflow/tfjs-core';
import type { Problem } from './problem.ts';

/**
 * Runs synchronous code on the current backend with the variables of a problem at the values that were read when the check began:
 * training may go on meanwhile. Afterwards they are as they were.
 *
 * @param values of the differentiable leaves
 */
export function withVariablesAt<T>(problem: Problem, values: readonly ArrayLike<number>[], body: () => T): T {
  const restore: (() => void)[] = [];
  try {
    for (const [i, leaf] of problem.differentiable.entries()) {
      const { tensor } = problem.leaves[leaf] ?? {};
      if (tensor instanceof tf.Variable) restore.push(setVariable(tensor, values[i] as ArrayLike<number>));
    }
    return body();
  } finally {
    for (const back of restore) back();
  }
}

/** @returns what undoes it */
function setVariable(variable: tf.Variable, values: ArrayLike<number>): () => void {
  const original = tf.clone(variable);
  const moved = tf.tensor(Float32Array.from(values), variable.shape, 'float32');
  variable.assign(moved);
  moved.dispose();
  return () => {
    variable.assign(original);
    original.dispose();
  };
}
