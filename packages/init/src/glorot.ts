import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type { ConfiguredInitializer } from './initializer.ts';
import { defineScaled, type LayoutOptions } from './variance-scaling.ts';

/** Options of {@link glorotUniform}. */
export interface GlorotOptions extends LayoutOptions {
  /** Factor of the standard deviation, at least 0; default 1. `calculateGain` gives the usual ones. */
  readonly gain?: number;
}

/** What every initialiser with a normal distribution takes. */
export interface NormalShapeOptions {
  /**
   * Default `truncatedNormal`, as in Keras: no weight is beyond 2.3 standard deviations, so no unit starts out of the
   * ordinary. `normal` is what PyTorch draws. The variance is the same.
   */
  readonly distribution?: 'truncatedNormal' | 'normal';
}

/** Options of {@link glorotNormal}. */
export interface GlorotNormalOptions extends GlorotOptions, NormalShapeOptions {}

/**
 * Independent draws from the uniform distribution on ±gain·√(6 / (fanIn + fanOut)), whose variance is
 * gain²·2 / (fanIn + fanOut): signals keep their scale forward and gradients backward, as well as one number can. Also known
 * as Xavier uniform. Drawn in double precision, rounded to float32.
 *
 * @param options `gain`, `axes`
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
export function glorotUniform({ gain = 1, axes }: GlorotOptions = {}): ConfiguredInitializer {
  requireNumber('glorotUniform', 'gain', gain, { min: 0 });
  const scale = gain * gain;
  return defineScaled('glorotUniform', { gain, axes }, { scale, mode: 'fanAvg', distribution: 'uniform', axes });
}

/**
 * Independent normal draws with mean 0 and variance gain²·2 / (fanIn + fanOut). Also known as Xavier normal.
 *
 * @param options `gain`, `distribution`, `axes`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not as above
 * @see Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { glorotNormal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = glorotNormal({ gain: 5 / 3 })([784, 500], 42);
 * console.log(weight.shape); // [ 784, 500 ]
 * weight.dispose();
 * ```
 */
export function glorotNormal(options: GlorotNormalOptions = {}): ConfiguredInitializer {
  const { gain = 1, distribution = 'truncatedNormal', axes } = options;
  requireNumber('glorotNormal', 'gain', gain, { min: 0 });
  const scale = gain * gain;
  requireNormalShape('glorotNormal', distribution);
  return defineScaled('glorotNormal', { gain, distribution, axes }, { scale, mode: 'fanAvg', distribution, axes });
}

/** @throws RangeError if the distribution is not one of the normal ones */
export function requireNormalShape(caller: string, distribution: unknown): void {
  requireOneOf(caller, 'distribution', distribution, ['truncatedNormal', 'normal']);
}
