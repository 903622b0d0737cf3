import * as tf from '@tensorflow/tfjs-core';
import type { Rule } from './rule.ts';

interface RmsProp {
  readonly learningRate: number;
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
}

/** RMSProp. The centred form takes the root of a difference that rounding alone can make negative, and stays as tfjs-core composes it. */
export const rmsPropRule: Rule<RmsProp> = {
  of: tf.RMSPropOptimizer,
  kernel: 'ApplyRMSProp',
  slots: ({ centered }) =>
    centered
      ? undefined
      : [
          { input: 'ms', field: 'accumulatedMeanSquares', suffix: 'rms' },
          { input: 'mom', field: 'accumulatedMoments', suffix: 'momentum' },
        ],
  attributes: ({ learningRate, decay, momentum, epsilon }) => ({ learningRate, decay, momentum, epsilon }),
};
