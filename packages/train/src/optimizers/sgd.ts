import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { createOptimizer } from './create-optimizer.ts';
import { descend } from './descend.ts';
import type { StatefulOptimizer } from './optimizer.ts';
import { runUpdateKernel } from './run-update-kernel.ts';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** η > 0. */
  readonly learningRate: number;
  /** μ in [0, 1); 0 unless given. */
  readonly momentum?: number;
  /** Nesterov's form of the momentum; false unless given. */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent: w ← w − η g. With momentum a ← μ a + g and w ← w − η a; in Nesterov's form w ← w − η (g + μ a). The
 * steps are those of `torch.optim.SGD` without dampening.
 *
 * @param options `learningRate`, `momentum`, `nesterov`
 * @returns an optimiser; the caller disposes it
 * @throws RangeError if the learning rate is not a finite number > 0, the momentum not in [0, 1), or Nesterov's form has none
 * @see Sutskever et al. (2013), On the importance of initialization and momentum in deep learning
 * @example
 * ```ts
 * import { sgd } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const [w, gradient] = [tf.variable(tf.tensor1d([1])), tf.tensor1d([2])];
 * const optimizer = sgd({ learningRate: 0.1, momentum: 0.9 });
 * optimizer.step({ w }, { w: gradient });
 * optimizer.step({ w }, { w: gradient });
 * console.log(w.dataSync()[0]); // 1 − 0.1 · 2 − 0.1 · (0.9 · 2 + 2) = 0.42
 * optimizer.dispose();
 * tf.dispose([w, gradient]);
 * ```
 */
export function sgd({ learningRate, momentum = 0, nesterov = false }: SgdOptions): StatefulOptimizer {
  requireNumber('sgd', 'momentum', momentum, { min: 0, below: 1 });
  if (nesterov && momentum === 0) throw new RangeError('sgd: momentum must be > 0 where nesterov is set, got 0');
  return createOptimizer('sgd', learningRate, {
    slots: momentum === 0 ? [] : ['momentum'],
    update(variable, gradient, [accumulation], { rate }) {
      if (accumulation === undefined) descend(variable, gradient, rate);
      else descendWithMomentum(variable, accumulation, gradient, { rate, momentum, nesterov });
    },
  });
}

function descendWithMomentum(
  variable: tf.Variable,
  accumulation: tf.Variable,
  gradient: tf.Tensor,
  { rate, momentum, nesterov }: { readonly rate: number; readonly momentum: number; readonly nesterov: boolean },
): void {
  const attributes = { learningRate: rate, momentum, useNesterov: nesterov };
  if (runUpdateKernel('ApplyMomentum', { var: variable, accum: accumulation }, gradient, attributes)) return;
  tf.tidy(() => {
    accumulation.assign(tf.add(tf.mul(accumulation, momentum), gradient));
    const direction = nesterov ? tf.add(gradient, tf.mul(accumulation, momentum)) : accumulation;
    variable.assign(tf.sub(variable, tf.mul(direction, rate)));
  });
}
