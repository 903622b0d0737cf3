import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { depthwiseNumbers } from './depthwise-numbers.ts';

const FLOAT_BYTES = 4;
const FILTER = tf.DepthwiseConv2dNativeBackpropFilter;
const INPUT = tf.DepthwiseConv2dNativeBackpropInput;

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
  const [channels, multiplier] = [info.inChannels, info.outChannels / info.inChannels];
  const filter = [info.filterHeight, info.filterWidth];
  const bytes = host.measure('depthwiseFilterGradScratchBytes', channels, multiplier, info.inWidth, ...filter);
  host.withScratch(bytes, (scratch) => {
    const addresses = [host.address(x), host.address(dy), host.address(out), scratch];
    const numbers = [...addresses, info.batchSize, ...depthwiseNumbers(info)];
    host.dispatch('depthwiseFilterGrad', numbers, info.filterHeight);
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
  host.withScratch(FLOAT_BYTES * Math.max(1, info.outChannels), (scratch) => {
    const addresses = [host.address(dy), host.address(filter), host.address(out), scratch];
    const numbers = [...addresses, ...depthwiseNumbers(info)];
    host.dispatch('depthwiseInputGrad', numbers, info.batchSize * info.inHeight);
  });
  return out;
});
