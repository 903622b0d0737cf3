import type * as tf from '@tensorflow/tfjs-core';

/** The numbers that every kernel of a depthwise convolution takes between its addresses and its range. */
export function depthwiseNumbers(info: tf.backend_util.Conv2DInfo): readonly number[] {
  return [
    ...[info.inChannels, info.outChannels / Math.max(1, info.inChannels)],
    ...[info.inHeight, info.inWidth, info.outHeight, info.outWidth, info.strideHeight, info.strideWidth],
    ...[info.filterHeight, info.filterWidth, info.dilationHeight, info.dilationWidth],
    ...[info.padInfo.top, info.padInfo.left],
  ];
}
