import type * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { updateInPlace } from './update-in-place.ts';

const NAME = 'ApplyAdagrad';

interface Inputs {
  readonly var: tf.TensorInfo;
  readonly accum: tf.TensorInfo;
  readonly grad: tf.TensorInfo;
}

interface Attrs {
  readonly learningRate: number;
  readonly epsilon: number;
}

/**
 * `accum ← accum + grad²`, then `var − learningRate · grad / √(accum + ε)`. Results: var, accum, each written over its input where nobody
 * else refers to it.
 */
export const applyAdagrad: TrainingKernel = defineKernel<Inputs, Attrs>(
  NAME,
  (host, { var: variable, accum, grad }, { learningRate, epsilon }) => {
    const numbers = [learningRate, epsilon];
    return updateInPlace(host, { name: NAME, kernel: 'adagrad', numbers }, { var: variable, accum }, grad);
  },
);
