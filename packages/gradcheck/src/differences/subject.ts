import { describeShape, describeValue } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { defineProblem, type Problem } from '../problem/problem.ts';

/**
 * A function of one tensor: synchronous, deterministic, made of TensorFlow.js operations. The tensor it returns has to be a scalar,
 * which is checked when it runs, since the types of TensorFlow.js often do not know. Tensors that it makes on the way are disposed
 * for it.
 */
export type ScalarFunction<T extends tf.Tensor = tf.Tensor> = (x: T) => tf.Tensor;

/**
 * What arithmetic is used. `float64` computes in doubles on a backend of gradcheck's own; `float32` on the current backend, as it
 * trains.
 */
export const PRECISIONS = ['float64', 'float32'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** @throws TypeError if `x` is no float32 tensor or `f` no function */
export function requireSubject<T extends tf.Tensor>(caller: string, f: ScalarFunction<T>, x: T): Problem {
  if (!(x instanceof tf.Tensor)) throw new TypeError(`${caller}: x must be a tensor, got ${describeValue(x)}`);
  if (x.dtype !== 'float32') throw new TypeError(`${caller}: x must be of dtype float32, got ${x.dtype}`);
  const problem = defineProblem(caller, f as ScalarFunction, [x], ['x']);
  return {
    ...problem,
    apply: (tensors) => {
      const outputs = problem.apply(tensors);
      const [output] = outputs;
      if (outputs.length !== 1) {
        throw new TypeError(`${caller}: f must return a scalar tensor, got ${outputs.length} tensors`);
      }
      if (output?.tensor.rank !== 0) {
        const shape = describeShape(output?.tensor.shape ?? []);
        throw new RangeError(`${caller}: f must return a scalar tensor, got shape ${shape}`);
      }
      return outputs;
    },
  };
}
