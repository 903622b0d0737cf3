import { requireNumber } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { descend } from './descend.ts';

/** Changes parameters by their gradients. */
export interface Optimizer {
  /**
   * One update.
   *
   * @param parameters by name; assigned in place
   * @param gradients by the same names and of the same shapes; not disposed
   */
  step(parameters: Readonly<Record<string, tf.Variable>>, gradients: Readonly<Record<string, tf.Tensor>>): void;
  /** Frees the optimiser's own state. */
  dispose(): void;
}

/**
 * Plain stochastic gradient descent: w ← w − η g.
 *
 * @param options `learningRate` η > 0
 * @throws RangeError if the learning rate is not a finite number > 0
 */
export function sgd(options: { readonly learningRate: number }): Optimizer {
  const rate = requireNumber('sgd', 'learningRate', options.learningRate, { above: 0 });
  return {
    step(parameters, gradients) {
      for (const [name, gradient] of Object.entries(gradients)) {
        const variable = parameters[name];
        if (variable === undefined) throw new RangeError(`sgd: gradients must be of the parameters, got ${name}`);
        descend(variable, gradient, rate);
      }
    },
    dispose() {},
  };
}
