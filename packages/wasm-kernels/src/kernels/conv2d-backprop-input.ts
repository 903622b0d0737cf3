import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { filterTurned, gradientConvolution } from './convolution.ts';
import { convolve } from './convolve.ts';
import { forEachChunk, patchNumbers, patchSize } from './patches.ts';

const NAME = tf.Conv2DBackpropInput;
const FLOAT_BYTES = 4;

/** Gradient of a 2-D convolution by its input, which is also the forward pass of `conv2dTranspose`. */
export const conv2dBackpropInput: TrainingKernel = defineKernel<
  { dy: tf.TensorInfo; filter: tf.TensorInfo },
  ConvAttrs & { inputShape: number[] }
>(NAME, (host, { dy, filter }, attrs) => {
  requireFloat32(NAME, { dy, filter });
  const info = convGeometry(NAME, attrs.inputShape, filter.shape, attrs, false);
  const out = host.output(info.inShape);
  const [size, k] = [patchSize(info), info.outChannels];
  const values = info.inShape.reduce((product, length) => product * length, 1);
  const [gradient, weights, target] = [host.address(dy), host.address(filter), host.address(out)];
  if (values > 0 && size * k > 0 && info.strideHeight * info.strideWidth === 1) {
    const conv = gradientConvolution(info);
    convolve(host, conv, filterTurned(filter, conv), { x: gradient, bias: 0, y: target, activation: 0 });
    return out;
  }
  host.dispatch('fillZero', [target], values);
  if (values * size * k === 0) return out;
  forEachChunk(host, info, ({ address, first, rows }) => {
    host.withScratch(host.measure('matMulScratchBytes', rows, size, k), (scratch) => {
      const from = gradient + FLOAT_BYTES * first * k;
      host.dispatch('matMul', [from, k, 1, weights, 1, k, 0, address, size, k, 0, 0, 0, scratch], rows);
    });
    host.dispatch('scatterPatches', [target, address, ...patchNumbers(info), first], rows);
  });
  return out;
});
