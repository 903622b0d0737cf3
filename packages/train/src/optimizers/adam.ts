import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { createOptimizer } from './create-optimizer.ts';
import type { StatefulOptimizer } from './optimizer.ts';
import { runUpdateKernel } from './run-update-kernel.ts';

/** Options of {@link adam}. */
export interface AdamOptions {
  /** η > 0; 0.001 unless given. */
  readonly learningRate?: number;
  /** Decay of the mean of gradients, in [0, 1); 0.9 unless given. */
  readonly beta1?: number;
  /** Decay of the mean of their squares, in [0, 1); 0.999 unless given. */
  readonly beta2?: number;
  /** ε > 0, added to the root; 1e-8 unless given. */
  readonly epsilon?: number;
}

/** Options of {@link adamW}. */
export interface AdamWOptions extends AdamOptions {
  /** λ ≥ 0; 0.01 unless given. */
  readonly weightDecay?: number;
  /** Which parameters decay, by name; all of them unless given, biases too, as in PyTorch. */
  readonly decays?: (name: string) => boolean;
}

/**
 * Adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ). The
 * steps are those of `torch.optim.Adam`.
 *
 * @param options `learningRate`, `beta1`, `beta2`, `epsilon`
 * @returns an optimiser; the caller disposes it
 * @throws RangeError if an option is out of range
 * @see Kingma and Ba (2015), Adam: a method for stochastic optimization
 * @example
 * ```ts
 * import { adam } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const [w, gradient] = [tf.variable(tf.tensor1d([1])), tf.tensor1d([2])];
 * const optimizer = adam({ learningRate: 0.1 });
 * optimizer.step({ w }, { w: gradient });
 * console.log(w.dataSync()[0]); // 0.9: the first step is as long as the learning rate
 * optimizer.dispose();
 * tf.dispose([w, gradient]);
 * ```
 */
export function adam(options: AdamOptions = {}): StatefulOptimizer {
  return adamLike('adam', options);
}

/**
 * AdamW: Adam, where first w ← (1 − η λ) w. The steps are those of `torch.optim.AdamW`.
 *
 * @param options those of {@link adam}, `weightDecay` and `decays`
 * @returns an optimiser; the caller disposes it
 * @throws RangeError if an option is out of range
 * @see Loshchilov and Hutter (2019), Decoupled weight decay regularization
 */
export function adamW(options: AdamWOptions = {}): StatefulOptimizer {
  const { weightDecay = 0.01, decays = () => true, ...rest } = options;
  requireNumber('adamW', 'weightDecay', weightDecay, { min: 0 });
  const optimizer = adamLike('adamW', rest);
  const { step } = optimizer;
  optimizer.step = (parameters, gradients) => {
    const factor = 1 - optimizer.learningRate * weightDecay;
    for (const name of Object.keys(gradients)) {
      const variable = parameters[name];
      if (variable !== undefined && factor !== 1 && decays(name))
        tf.tidy(() => variable.assign(tf.mul(variable, factor)));
    }
    step(parameters, gradients);
  };
  return optimizer;
}

function adamLike(caller: string, options: AdamOptions): StatefulOptimizer {
  const { learningRate = 1e-3 } = options;
  const beta1 = requireNumber(caller, 'beta1', options.beta1 ?? 0.9, { min: 0, below: 1 });
  const beta2 = requireNumber(caller, 'beta2', options.beta2 ?? 0.999, { min: 0, below: 1 });
  const epsilon = requireNumber(caller, 'epsilon', options.epsilon ?? 1e-8, { above: 0 });
  return createOptimizer(caller, learningRate, {
    slots: ['m', 'v'],
    update(variable, gradient, [m, v], { rate, count }) {
      if (m === undefined || v === undefined) return;
      const powers = { beta1Power: beta1 ** count, beta2Power: beta2 ** count };
      const attributes = { learningRate: rate, beta1, beta2, epsilon, ...powers };
      if (!runUpdateKernel('ApplyAdam', { var: variable, m, v }, gradient, attributes)) {
        composedStep({ variable, m, v }, gradient, attributes);
      }
    },
  });
}

interface Numbers {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly beta1Power: number;
  readonly beta2Power: number;
  readonly epsilon: number;
}

function composedStep(
  { variable, m, v }: Readonly<Record<'variable' | 'm' | 'v', tf.Variable>>,
  gradient: tf.Tensor,
  { learningRate, beta1, beta2, beta1Power, beta2Power, epsilon }: Numbers,
): void {
  tf.tidy(() => {
    m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
    v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const root = tf.add(tf.sqrt(tf.div(v, 1 - beta2Power)), epsilon);
    variable.assign(tf.sub(variable, tf.mul(tf.div(m, root), learningRate / (1 - beta1Power))));
  });
}
