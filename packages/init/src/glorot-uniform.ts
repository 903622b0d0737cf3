import { uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { computeFans } from './fans.ts';
import { defineInitializer, type Initializer } from './initializer.ts';

export interface GlorotOptions {
  /** Factor of the limit, at least 0; default 1. 5/3 is common before a tanh, √2 before a ReLU. */
  readonly gain?: number;
}

/**
 * Independent draws from the uniform distribution on ±gain·√(6 / (fanIn + fanOut)), whose variance is
 * gain²·2 / (fanIn + fanOut): signals keep their scale forward and gradients backward, as well as one number can. Also known
 * as Xavier uniform. Fans are those of `computeFans(shape)`. Drawn in double precision, rounded to float32.
 *
 * @param options `gain`
 * @returns an initialiser
 * @throws TypeError or RangeError if the gain is not a finite number ≥ 0
 * @see Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010, equation 16.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { foldIn } from '@gradlab/random';
 * import { glorotUniform } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = glorotUniform()([784, 500], foldIn(42, 'dense1.weight'));
 * const largest = tf.tidy(() => tf.max(tf.abs(weight)).dataSync()[0] ?? 0);
 * console.log(largest <= Math.fround(Math.sqrt(6 / (784 + 500)))); // true
 * weight.dispose();
 * ```
 */
export function glorotUniform({ gain = 1 }: GlorotOptions = {}): Initializer {
  requireNumber('glorotUniform', 'gain', gain, { min: 0 });
  return defineInitializer('glorotUniform', (seed, count, shape) => {
    const { fanIn, fanOut } = computeFans(shape);
    const limit = gain * Math.sqrt(6 / (fanIn + fanOut));
    return uniform(seed, count).map((u) => limit * (2 * u - 1));
  });
}
