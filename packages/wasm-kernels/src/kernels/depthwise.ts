import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { conv2d } from './conv2d.ts';
import { depthwiseNumbers } from './depthwise-numbers.ts';

const NAME = tf.DepthwiseConv2dNative;
const FLOAT_BYTES = 4;

/** Depthwise convolution of `[batch, height, width, channels]` with `[height, width, channels, multiplier]`. */
export const depthwiseConv2d: TrainingKernel = defineKernel<{ x: tf.TensorInfo; filter: tf.TensorInfo }, ConvAttrs>(
  NAME,
  (host, { x, filter }, attrs, stock) => {
    requireFloat32(NAME, { x, filter });
    const info = convGeometry(NAME, x.shape, filter.shape, attrs, true);
    // Of one channel there is nothing to keep apart.
    if (info.inChannels === 1) {
      return conv2d.run(host, { x, filter }, { ...attrs, dilations: attrs.dilations ?? 1 }, stock);
    }
    const out = host.output(info.outShape);
    if (info.outShape.includes(0)) return out;
    const run = (scratch: number): void => {
      const addresses = [host.address(x), host.address(filter), host.address(out), scratch];
      host.dispatch('depthwise', [...addresses, ...depthwiseNumbers(info)], info.batchSize * info.outHeight);
    };
    if (info.outChannels === info.inChannels) run(0);
    else host.withScratch(FLOAT_BYTES * info.filterHeight * info.inWidth * info.outChannels, run);
    return out;
  },
);
