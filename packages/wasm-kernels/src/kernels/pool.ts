import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type PoolAttrs, poolGeometry, poolNumbers } from './pool-geometry.ts';

/** Windows of one pixel each, all pixels in turn: the CPU backend hands such an input on as it is, NaN and all. */
function isIdentity(info: tf.backend_util.Conv2DInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inShape, outShape } = info;
  const isEachPixel = filterHeight * filterWidth * strideHeight * strideWidth === 1;
  return isEachPixel && String(inShape) === String(outShape);
}

/** Max or average pooling: `[batch, height, width, channels]` to `[batch, outHeight, outWidth, channels]`. */
function pool(name: string, kernel: string): TrainingKernel {
  return defineKernel<{ x: tf.TensorInfo }, PoolAttrs>(name, (host, { x }, attrs) => {
    requireFloat32(name, { x });
    const info = poolGeometry(x.shape, attrs);
    const out = host.output(info.outShape);
    const numbers = [host.address(x), host.address(out), ...poolNumbers(info, info.outShape)];
    // The mean of one value is that value.
    host.dispatch(isIdentity(info) ? 'avgPool' : kernel, numbers, info.batchSize * info.outHeight);
    return out;
  });
}

/** The largest value of each window, NaN apart; stock tfjs-wasm gives −∞ for a window that starts with NaN. */
export const maxPool: TrainingKernel = pool(tf.MaxPool, 'maxPool');

/** The mean of each window; padding does not count. */
export const avgPool: TrainingKernel = pool(tf.AvgPool, 'avgPool');
