import * as tf from '@tensorflow/tfjs-core';
import { numberIn, type Rule } from './rule.ts';

interface Sgd {
  /** The rate with its sign changed. */
  readonly c: tf.Scalar;
}

interface Momentum extends Sgd {
  readonly m: tf.Scalar;
  readonly useNesterov: boolean;
}

/** Stochastic gradient descent. */
export const sgdRule: Rule<Sgd> = {
  of: tf.SGDOptimizer,
  kernel: 'ApplyGradientDescent',
  slots: () => [],
  attributes: ({ c }) => ({ learningRate: -numberIn(c) }),
};

/** Stochastic gradient descent with momentum, Polyak's or Nesterov's. */
export const momentumRule: Rule<Momentum> = {
  of: tf.MomentumOptimizer,
  kernel: 'ApplyMomentum',
  slots: () => [{ input: 'accum', field: 'accumulations', suffix: 'momentum' }],
  attributes: ({ c, m, useNesterov }) => ({ learningRate: -numberIn(c), momentum: numberIn(m), useNesterov }),
};
