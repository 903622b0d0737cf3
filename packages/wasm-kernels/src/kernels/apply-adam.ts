import type * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { updateInPlace } from './update-in-place.ts';

const NAME = 'ApplyAdam';

interface Inputs {
  readonly var: tf.TensorInfo;
  readonly m: tf.TensorInfo;
  readonly v: tf.TensorInfo;
  readonly grad: tf.TensorInfo;
}

interface Attrs {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** β₁ and β₂ to the power of the step's number, from 1. */
  readonly beta1Power: number;
  readonly beta2Power: number;
  readonly epsilon: number;
}

/**
 * Adam as tfjs has it (Kingma and Ba 2015, algorithm 1): `m ← β₁ m + (1 − β₁) grad`, `v ← β₂ v + (1 − β₂) grad²`, then
 * `var − learningRate · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)`. Results: var, m, v, each written over its input where nobody else
 * refers to it.
 */
export const applyAdam: TrainingKernel = defineKernel<Inputs, Attrs>(
  NAME,
  (host, { var: variable, m, v, grad }, { learningRate, beta1, beta2, beta1Power, beta2Power, epsilon }) => {
    const [step, correction] = [learningRate / (1 - beta1Power), 1 / (1 - beta2Power)];
    const numbers = [step, correction, beta1, 1 - beta1, beta2, 1 - beta2, epsilon];
    return updateInPlace(host, { name: NAME, kernel: 'adam', numbers }, { var: variable, m, v }, grad);
  },
);
