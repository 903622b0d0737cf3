import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { createOptimizer } from './create-optimizer.ts';
import type { StatefulOptimizer } from './optimizer.ts';

/** Options of {@link rmsProp}. */
export interface RmsPropOptions {
  /** η > 0; 0.01 unless given. */
  readonly learningRate?: number;
  /** α in [0, 1): decay of the mean of squares; 0.99 unless given. */
  readonly decay?: number;
  /** μ in [0, 1); 0 unless given. */
  readonly momentum?: number;
  /** ε > 0, added to the root; 1e-8 unless given. */
  readonly epsilon?: number;
  /** Divides by the standard deviation of the gradients instead of their root mean square; false unless given. */
  readonly centered?: boolean;
}

/**
 * RMSprop: s ← α s + (1 − α) g², w ← w − η g / (√s + ε); centred, a ← α a + (1 − α) g and √(s − a²) in place of √s; with momentum
 * b ← μ b + g / (√s + ε) and w ← w − η b. The steps are those of `torch.optim.RMSprop`. (TensorFlow has ε under the root and η in the
 * momentum, so its kernel is of no use here.)
 *
 * @param options `learningRate`, `decay`, `momentum`, `epsilon`, `centered`
 * @returns an optimiser; the caller disposes it
 * @throws RangeError if an option is out of range
 * @see Tieleman and Hinton (2012), Neural networks for machine learning, lecture 6.5
 * @example
 * ```ts
 * import { rmsProp } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const [w, gradient] = [tf.variable(tf.tensor1d([1])), tf.tensor1d([2])];
 * const optimizer = rmsProp({ learningRate: 0.01 });
 * optimizer.step({ w }, { w: gradient });
 * console.log(w.dataSync()[0]); // 1 − 0.01 · 2 / √(0.01 · 2²) = 0.9
 * optimizer.dispose();
 * tf.dispose([w, gradient]);
 * ```
 */
export function rmsProp(options: RmsPropOptions = {}): StatefulOptimizer {
  const { learningRate = 0.01, centered = false } = options;
  const decay = requireNumber('rmsProp', 'decay', options.decay ?? 0.99, { min: 0, below: 1 });
  const momentum = requireNumber('rmsProp', 'momentum', options.momentum ?? 0, { min: 0, below: 1 });
  const epsilon = requireNumber('rmsProp', 'epsilon', options.epsilon ?? 1e-8, { above: 0 });
  const slots = ['square', ...(centered ? ['mean'] : []), ...(momentum > 0 ? ['momentum'] : [])];
  const slotOf = (name: string, memory: readonly tf.Variable[]): tf.Variable | undefined => memory[slots.indexOf(name)];
  return createOptimizer('rmsProp', learningRate, {
    slots,
    update(variable, gradient, memory, { rate }) {
      const [square, mean, velocity] = ['square', 'mean', 'momentum'].map((name) => slotOf(name, memory));
      tf.tidy(() => {
        const spread = decayedSpread({ square, mean }, gradient, decay);
        let direction = tf.div(gradient, tf.add(tf.sqrt(spread), epsilon));
        if (velocity !== undefined) {
          velocity.assign(tf.add(tf.mul(velocity, momentum), direction));
          direction = velocity;
        }
        variable.assign(tf.sub(variable, tf.mul(direction, rate)));
      });
    },
  });
}

/** s, or s − a² where the mean is kept, after taking a gradient in. */
function decayedSpread(
  { square, mean }: { readonly square: tf.Variable | undefined; readonly mean: tf.Variable | undefined },
  gradient: tf.Tensor,
  decay: number,
): tf.Tensor {
  const squares = tf.mul(tf.square(gradient), 1 - decay);
  square?.assign(tf.add(tf.mul(square, decay), squares));
  const spread: tf.Tensor = square ?? squares;
  if (mean === undefined) return spread;
  mean.assign(tf.add(tf.mul(mean, decay), tf.mul(gradient, 1 - decay)));
  // A variance, which rounding alone can make negative.
  return tf.relu(tf.sub(spread, tf.square(mean)));
}
