import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';

/** The same values. Stock tfjs-wasm copies them, and tfjs-core runs this kernel for each tensor that it saves for a gradient. */
export const identity: TrainingKernel = defineKernel<{ x: tf.TensorInfo }, object>(
  tf.Identity,
  // tfjs counts the bytes of strings for each piece of data, not for each tensor.
  (host, { x }, attrs, stock) => (x.dtype === 'string' ? stock({ x }, attrs) : host.share(x)),
);
