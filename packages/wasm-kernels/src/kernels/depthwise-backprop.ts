import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';

const FLOAT_BYTES = 4;
const FILTER = tf.DepthwiseConv2dNativeBackpropFilter;
const INPUT = tf.DepthwiseConv2dNativeBackpropInput;

function sizes(info: tf.backend_util.Conv2DInfo): readonly number[] {
  return [info.inHeight, info.inWidth, info.outHeight, info.outWidth, info.strideHeight, info.strideWidth];
}

function dilationsAndPads({ dilationHeight, dilationWidth, padInfo }: tf.backend_util.Conv2DInfo): readonly number[] {
  return [dilationHeight, dilationWidth, padInfo.top, padInfo.left];
}

/** Gradient of a depthwise convolution by its filter: `[height, width, channels, multiplier]`. Stock tfjs-wasm has none. */
export const depthwiseBackpropFilter: TrainingKernel = defineKernel<
  { x: tf.TensorInfo; dy: tf.TensorInfo },
  ConvAttrs & { filterShape: number[] }
>(FILTER, (host, { x, dy }, attrs) => {
  requireFloat32(FILTER, { x, dy });
  const info = convGeometry(FILTER, x.shape, attrs.filterShape, attrs, true);
  const out = host.output(attrs.filterShape);
  const taps = info.filterHeight * info.filterWidth;
  if (taps * info.outChannels === 0) return out;
  host.withScratch(FLOAT_BYTES * taps * info.outChannels, (scratch) => {
    const channels = [info.batchSize, info.inChannels, info.outChannels / info.inChannels];
    const addresses = [host.address(x), host.address(dy), host.address(out), scratch];
    const numbers = [...addresses, ...channels, ...sizes(info), info.filterWidth, ...dilationsAndPads(info)];
    host.dispatch('depthwiseFilterGrad', numbers, taps);
  });
  return out;
});

/** Gradient of a depthwise convolution by its input. Stock tfjs-wasm has none. */
export const depthwiseBackpropInput: TrainingKernel = defineKernel<
  { dy: tf.TensorInfo; filter: tf.TensorInfo },
  ConvAttrs & { inputShape: number[] }
>(INPUT, (host, { dy, filter }, attrs) => {
  requireFloat32(INPUT, { dy, filter });
  const info = convGeometry(INPUT, attrs.inputShape, filter.shape, attrs, true);
  const out = host.output(info.inShape);
  const channels = [info.inChannels, info.outChannels / Math.max(1, info.inChannels)];
  const addresses = [host.address(dy), host.address(filter), host.address(out)];
  const filterSizes = [info.filterHeight, info.filterWidth];
  const numbers = [...addresses, ...channels, ...sizes(info), ...filterSizes, ...dilationsAndPads(info)];
  host.dispatch('depthwiseInputGrad', numbers, info.batchSize);
  return out;
});
