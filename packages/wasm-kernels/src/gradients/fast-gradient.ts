import type * as tf from '@tensorflow/tfjs-core';

/** A gradient that runs kernels of this package where tfjs-core's own is composed of many operations. */
export interface FastGradient {
  /** The kernel whose gradient this is. */
  readonly kernel: string;
  /** The kernel that it runs; where the backend has none of that name, the previous gradient stays in charge. */
  readonly grad: string;
  /** What tfjs saves for the gradient; another registration than tfjs-core's may save something else, and is left alone. */
  readonly saves: Pick<tf.GradConfig, 'inputsToSave' | 'outputsToSave'>;
  /** The gradient, given float32 tensors; undefined for what it leaves to the previous gradient. */
  run(dy: tf.Tensor, saved: readonly tf.Tensor[], attrs: tf.NamedAttrMap): ReturnType<tf.GradFunc> | undefined;
  /** The gradient of `grad`, for gradients of gradients, if it needs one. It may not call `tf.grad`, which tfjs cannot run within a gradient. */
  readonly ofGrad?: tf.GradConfig;
}
