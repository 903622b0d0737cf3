import { bernoulli } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /** Probability p with which a value is dropped, in [0, 1). */
  readonly rate: number;
  /** The layer's name in place of `dropout1`, `dropout2`, … */
  readonly name?: string;
}

/**
 * While training, sets each value to 0 with probability p and divides the others by 1 − p; in evaluation hands its input on. What is
 * dropped depends on the seed of the pass, the layer's name and the value's place alone, so it is the same on every backend.
 *
 * @param options rate and, if wanted, a name
 * @throws RangeError if the rate is not in [0, 1)
 * @see Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014
 * @example
 * ```ts
 * import { dropout, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const model = sequential({ inputShape: [6], layers: [dropout({ rate: 0.5 })], seed: 1 });
 * const x = tf.ones([1, 6]);
 * console.log(model.apply(x).dataSync()); // ones
 * console.log(model.apply(x, { training: true, seed: 7 }).dataSync()); // zeros and twos
 * ```
 */
export function dropout({ rate, name }: DropoutOptions): Layer {
  requireNumber('dropout', 'rate', rate, { min: 0, below: 1 });
  return {
    kind: 'dropout',
    ...(name !== undefined && { name }),
    config: { rate },
    outputShape: (inputShape) => inputShape,
    parameters: () => ({}),
    apply(x, _weights, { training, seed, name }) {
      if (!training || rate === 0) return x;
      if (seed === undefined) {
        throw new TypeError(`apply: seed must be given while training, since ${name} draws from it, got undefined`);
      }
      const scale = 1 / (1 - rate);
      const mask = Float32Array.from(bernoulli(seed, x.size, 1 - rate), (kept) => kept * scale);
      return tf.mul(x, tf.tensor(mask, x.shape));
    },
  };
}
