import type * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { updateInPlace } from './update-in-place.ts';

const NAME = 'ApplyRMSProp';

interface Inputs {
  readonly var: tf.TensorInfo;
  readonly ms: tf.TensorInfo;
  readonly mom: tf.TensorInfo;
  readonly grad: tf.TensorInfo;
}

interface Attrs {
  readonly learningRate: number;
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
}

/**
 * `ms ← decay · ms + (1 − decay) · grad²`, `mom ← momentum · mom + learningRate · grad / √(ms + ε)`, then `var − mom`. Results: var, ms,
 * mom, each written over its input where nobody else refers to it.
 */
export const applyRmsProp: TrainingKernel = defineKernel<Inputs, Attrs>(
  NAME,
  (host, { var: variable, ms, mom, grad }, { learningRate, decay, momentum, epsilon }) => {
    const numbers = [learningRate, decay, 1 - decay, momentum, epsilon];
    return updateInPlace(host, { name: NAME, kernel: 'rmsProp', numbers }, { var: variable, ms, mom }, grad);
  },
);
