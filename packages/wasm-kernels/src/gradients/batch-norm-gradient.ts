import * as tf from '@tensorflow/tfjs-core';
import type { FastGradient } from './fast-gradient.ts';

/**
 * tfjs-core tiles the factors of the channels to the shape of x, and sums each of four products of that size. Here two sums over rows, of
 * dy and of dy · (x − mean), give the gradients of all that belongs to the channels. It is made of operations, so it has gradients itself.
 */
export const batchNormGradient: FastGradient = {
  kernel: tf.FusedBatchNorm,
  grad: tf.FusedBatchNorm,
  saves: { inputsToSave: ['x', 'mean', 'variance', 'scale'] },
  run(dy, saved, { varianceEpsilon }) {
    const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined];
    const channels = x.shape.at(-1) ?? 1;
    if (![mean, variance, scale].every((tensor) => tensor == null || String(tensor.shape) === String([channels]))) {
      return undefined;
    }
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const inverse = tf.rsqrt(tf.add(variance, varianceEpsilon as number));
    const factor = scale == null ? inverse : tf.mul(inverse, scale);
    const total = tf.sum(dy, axes);
    const product = tf.tidy(() => tf.sum(tf.mul(dy, tf.sub(x, mean)), axes));
    return {
      x: () => tf.mul(dy, factor),
      mean: () => tf.neg(tf.mul(factor, total)),
      variance: () => tf.mul(tf.mul(tf.mul(tf.square(inverse), factor), -0.5), product),
      scale: () => tf.mul(inverse, product),
      offset: () => tf.clone(total),
    };
  },
};
