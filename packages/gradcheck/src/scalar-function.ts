import { describeShape, describeValue } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/**
 * A function to check: synchronous, deterministic, made of TensorFlow.js operations. The tensor it returns has to be a scalar,
 * which is checked when it runs, since the types of TensorFlow.js often do not know. Tensors that it makes on the way are
 * disposed for it.
 */
export type ScalarFunction<T extends tf.Tensor = tf.Tensor> = (x: T) => tf.Tensor;

/** A function and where to check it. */
export interface Subject {
  /** Name of the public function, for messages. */
  readonly caller: string;
  readonly f: ScalarFunction;
  readonly x: tf.Tensor;
}

/** @throws TypeError if `x` is no float32 tensor or `f` no function */
export function requireSubject<T extends tf.Tensor>(caller: string, f: ScalarFunction<T>, x: T): Subject {
  if (typeof f !== 'function') throw new TypeError(`${caller}: f must be a function, got ${describeValue(f)}`);
  if (!(x instanceof tf.Tensor)) throw new TypeError(`${caller}: x must be a tensor, got ${describeValue(x)}`);
  if (x.dtype !== 'float32') throw new TypeError(`${caller}: x must be of dtype float32, got ${x.dtype}`);
  // Sound: f is called with x itself or with a tensor of its rank and dtype, a variable only if x is one.
  return { caller, f: f as ScalarFunction, x };
}

/** Calls f and checks that a scalar came back. */
export function callScalar({ caller, f }: Subject, at: tf.Tensor): tf.Scalar {
  const result: unknown = f(at);
  if (!(result instanceof tf.Tensor)) {
    throw new TypeError(`${caller}: f must return a scalar tensor, got ${describeValue(result)}`);
  }
  if (result.rank !== 0) {
    throw new RangeError(`${caller}: f must return a scalar tensor, got shape ${describeShape(result.shape)}`);
  }
  return result as tf.Scalar;
}
