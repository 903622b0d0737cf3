import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { forwardConvolution, geometryNumbers } from './convolution.ts';
import { winogradFilterGradient, winogradPays } from './winograd.ts';

const NAME = tf.Conv2DBackpropFilter;
const LANES = 4;

/** Gradient of a 2-D convolution by its filter: `[height, width, channels, out]`. Stock tfjs-wasm has none. */
export const conv2dBackpropFilter: TrainingKernel = defineKernel<
  { x: tf.TensorInfo; dy: tf.TensorInfo },
  ConvAttrs & { filterShape: number[] }
>(NAME, (host, { x, dy }, attrs) => {
  requireFloat32(NAME, { x, dy });
  const info = convGeometry(NAME, x.shape, attrs.filterShape, attrs, false);
  const conv = forwardConvolution(info);
  const { channels, out: n, images, outSize, strides, filter, dilations } = conv;
  const out = host.output(info.filterShape);
  const taps = filter[0] * filter[1] * channels;
  if (taps * n === 0) return out;
  if (images * outSize[0] * outSize[1] === 0) {
    host.dispatch('fillZero', [host.address(out)], taps * n);
    return out;
  }
  const [input, gradient, target] = [host.address(x), host.address(dy), host.address(out)];
  if (winogradPays(conv) && winogradFilterGradient(host, conv, input, gradient, target)) return out;
  const bytes = host.measure(
    'convFilterGradScratchBytes',
    channels,
    n,
    ...outSize,
    ...strides,
    ...filter,
    ...dilations,
  );
  host.withScratch(bytes, (scratch) => {
    const numbers = [input, gradient, target, images, channels, n, ...geometryNumbers(conv), scratch];
    host.dispatch('convFilterGrad', numbers, Math.ceil(taps / LANES));
  });
  return out;
});
