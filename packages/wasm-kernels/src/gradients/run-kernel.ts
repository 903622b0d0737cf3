import * as tf from '@tensorflow/tfjs-core';

/** Runs a kernel that has one result. Its gradient, if one is registered, goes onto the tape. */
export function runKernel(
  name: string,
  inputs: Readonly<Record<string, tf.Tensor | undefined>>,
  attrs: tf.NamedAttrMap,
): tf.Tensor {
  return tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attrs) as tf.Tensor;
}
