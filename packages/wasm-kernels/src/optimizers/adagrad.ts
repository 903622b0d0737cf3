import * as tf from '@tensorflow/tfjs-core';
import type { Rule } from './rule.ts';

interface Adagrad {
  readonly learningRate: number;
  readonly initialAccumulatorValue: number;
}

/** Adagrad. */
export const adagradRule: Rule<Adagrad> = {
  of: tf.AdagradOptimizer,
  kernel: 'ApplyAdagrad',
  slots: ({ initialAccumulatorValue: initial }) => [
    { input: 'accum', field: 'accumulatedGrads', suffix: 'accumulator', initial },
  ],
  attributes: ({ learningRate }) => ({ learningRate, epsilon: tf.backend().epsilon() }),
};
