import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';
import { convolve } from './convolve.ts';
import { gradientPhases, reachesEveryInput } from './gradient-phases.ts';

const NAME = tf.Conv2DBackpropInput;

/** Gradient of a 2-D convolution by its input, which is also the forward pass of `conv2dTranspose`. */
export const conv2dBackpropInput: TrainingKernel = defineKernel<
  { dy: tf.TensorInfo; filter: tf.TensorInfo },
  ConvAttrs & { inputShape: number[] }
>(NAME, (host, { dy, filter }, attrs) => {
  requireFloat32(NAME, { dy, filter });
  const info = convGeometry(NAME, attrs.inputShape, filter.shape, attrs, false);
  const out = host.output(info.inShape);
  const target = { x: host.address(dy), bias: 0, y: host.address(out), activation: 0 };
  const hasOutputs = info.outHeight * info.outWidth * info.outChannels > 0;
  if (!hasOutputs || !reachesEveryInput(info)) {
    host.dispatch('fillZero', [target.y], sizeOf(info.inShape));
  }
  if (!hasOutputs || info.inChannels === 0) return out;
  for (const { conv, layout } of gradientPhases(info, filter)) convolve(host, conv, layout, target);
  return out;
});
