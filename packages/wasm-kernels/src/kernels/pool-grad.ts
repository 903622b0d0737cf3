import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type PoolAttrs, poolGeometry, poolNumbers } from './pool-geometry.ts';

/** Gradient of 2-D max pooling: `[batch, outHeight, outWidth, channels]` to the shape of the pooled input. */
export const maxPoolGrad: TrainingKernel = defineKernel<
  { dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo },
  PoolAttrs
>(tf.MaxPoolGrad, (host, { dy, input, output }, attrs) => {
  requireFloat32(tf.MaxPoolGrad, { dy, input, output });
  const info = poolGeometry(input.shape, attrs);
  const [, outHeight = 0, outWidth = 0] = dy.shape;
  const out = host.output(input.shape);
  const addresses = [input, output, dy, out].map(host.address);
  // Negative padding leaves inputs before the first window, which none of the windows writes.
  const isCovered = info.padInfo.top >= 0 && info.padInfo.left >= 0;
  const isApart = isCovered && info.strideHeight >= info.filterHeight && info.strideWidth >= info.filterWidth;
  const numbers = [...addresses, ...poolNumbers(info, dy.shape)];
  if (isApart && outHeight * outWidth > 0) host.dispatch('maxPoolGradApart', numbers, info.batchSize * outHeight);
  else host.dispatch('maxPoolGradOverlapping', numbers, info.batchSize);
  return out;
});

/** Gradient of 2-D average pooling: `[batch, outHeight, outWidth, channels]` to the shape of the pooled input. */
export const avgPoolGrad: TrainingKernel = defineKernel<{ dy: tf.TensorInfo; input: tf.TensorInfo }, PoolAttrs>(
  tf.AvgPoolGrad,
  (host, { dy, input }, attrs) => {
    requireFloat32(tf.AvgPoolGrad, { dy });
    const info = poolGeometry(input.shape, attrs);
    const out = host.output(input.shape);
    const numbers = [host.address(dy), host.address(out), ...poolNumbers(info, dy.shape)];
    host.dispatch('avgPoolGrad', numbers, info.batchSize * info.inHeight);
    return out;
  },
);
