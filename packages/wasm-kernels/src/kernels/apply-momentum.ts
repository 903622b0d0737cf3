import type * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { updateInPlace } from './update-in-place.ts';

const NAME = 'ApplyMomentum';

interface Inputs {
  readonly var: tf.TensorInfo;
  readonly accum: tf.TensorInfo;
  readonly grad: tf.TensorInfo;
}

interface Attrs {
  readonly learningRate: number;
  readonly momentum: number;
  readonly useNesterov: boolean;
}

/**
 * `accum ← momentum · accum + grad`, then `var − learningRate · accum`, or Nesterov's `var − learningRate · (grad + momentum · accum)`.
 * Results: var, accum, each written over its input where nobody else refers to it.
 */
export const applyMomentum: TrainingKernel = defineKernel<Inputs, Attrs>(
  NAME,
  (host, { var: variable, accum, grad }, { learningRate, momentum, useNesterov }) => {
    const numbers = [learningRate, momentum, Number(useNesterov)];
    return updateInPlace(host, { name: NAME, kernel: 'momentumDescent', numbers }, { var: variable, accum }, grad);
  },
);
