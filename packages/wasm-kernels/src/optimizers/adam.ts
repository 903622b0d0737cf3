import * as tf from '@tensorflow/tfjs-core';
import { numberIn, type Rule } from './rule.ts';

interface Adam {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly accBeta1: tf.Variable;
  readonly accBeta2: tf.Variable;
}

/** The next power of a decay, rounded as a product of float32 tensors. */
function advance(power: tf.Variable, decay: number): void {
  tf.tidy(() => power.assign(tf.scalar(numberIn(power) * Math.fround(decay))));
}

/** Adam. */
export const adamRule: Rule<Adam> = {
  of: tf.AdamOptimizer,
  kernel: 'ApplyAdam',
  slots: () => [
    { input: 'm', field: 'accumulatedFirstMoment', suffix: 'm' },
    { input: 'v', field: 'accumulatedSecondMoment', suffix: 'v' },
  ],
  attributes: ({ learningRate, beta1, beta2, epsilon, accBeta1, accBeta2 }) => ({
    ...{ learningRate, beta1, beta2, epsilon },
    ...{ beta1Power: numberIn(accBeta1), beta2Power: numberIn(accBeta2) },
  }),
  finish({ accBeta1, accBeta2, beta1, beta2 }) {
    advance(accBeta1, beta1);
    advance(accBeta2, beta2);
  },
};
