import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { fourNumbers } from './four-numbers.ts';

/** Gradient of 2-D max pooling: `[batch, outHeight, outWidth, channels]` to the shape of the pooled input. */
export const maxPoolGrad: TrainingKernel = defineKernel<
  { dy: tf.TensorInfo; input: tf.TensorInfo },
  tf.MaxPoolGradAttrs
>(tf.MaxPoolGrad, (host, { dy, input }, { filterSize, strides, pad, dimRoundingMode }) => {
  requireFloat32(tf.MaxPoolGrad, { dy, input });
  const shape = input.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, fourNumbers(pad), dimRoundingMode);
  const out = host.output(shape);
  const numbers = [
    ...[host.address(input), host.address(dy), host.address(out), info.inChannels],
    ...[info.inHeight, info.inWidth, info.outHeight, info.outWidth, info.strideHeight, info.strideWidth],
    ...[info.filterHeight, info.filterWidth, info.padInfo.top, info.padInfo.left],
  ];
  host.dispatch('maxPoolGrad', numbers, info.batchSize);
  return out;
});
