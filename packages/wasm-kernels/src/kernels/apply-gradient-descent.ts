import type * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { updateInPlace } from './update-in-place.ts';

const NAME = 'ApplyGradientDescent';

interface Inputs {
  readonly var: tf.TensorInfo;
  readonly grad: tf.TensorInfo;
}

/** `var − learningRate · grad`, written over `var` where nobody else refers to it: TensorFlow's op of that name. */
export const applyGradientDescent: TrainingKernel = defineKernel<Inputs, { learningRate: number }>(
  NAME,
  (host, { var: variable, grad }, { learningRate }) =>
    updateInPlace(host, { name: NAME, kernel: 'gradientDescent', numbers: [learningRate] }, { var: variable }, grad),
);
