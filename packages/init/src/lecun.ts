import { type NormalShapeOptions, requireNormalShape } from './glorot.ts';
import type { ConfiguredInitializer } from './initializer.ts';
import { defineScaled, type LayoutOptions } from './variance-scaling.ts';

/** Options of {@link lecunNormal}. */
export interface LecunNormalOptions extends LayoutOptions, NormalShapeOptions {}

/**
 * Independent draws from the uniform distribution on ±√(3 / fanIn), whose variance is 1 / fanIn: each unit sums to about
 * variance 1 if its inputs have it.
 *
 * @param options `axes`
 * @returns an initialiser
 * @throws TypeError or RangeError if `axes` is not as above
 * @see LeCun, Bottou, Orr, Müller: Efficient backprop. 1998, section 4.6.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { lecunUniform } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = lecunUniform()([784, 500], 42);
 * console.log(weight.shape); // [ 784, 500 ]
 * weight.dispose();
 * ```
 */
export function lecunUniform({ axes }: LayoutOptions = {}): ConfiguredInitializer {
  return defineScaled('lecunUniform', { axes }, { scale: 1, mode: 'fanIn', distribution: 'uniform', axes });
}

/**
 * Independent normal draws with mean 0 and variance 1 / fanIn: what a self-normalising network (SELU) starts from.
 *
 * @param options `distribution`, `axes`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not as above
 * @see Klambauer, Unterthiner, Mayr, Hochreiter: Self-normalizing neural networks. NIPS 2017.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { lecunNormal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const weight = lecunNormal()([784, 500], 42);
 * console.log(weight.shape); // [ 784, 500 ]
 * weight.dispose();
 * ```
 */
export function lecunNormal(options: LecunNormalOptions = {}): ConfiguredInitializer {
  const { distribution = 'truncatedNormal', axes } = options;
  requireNormalShape('lecunNormal', distribution);
  return defineScaled('lecunNormal', { distribution, axes }, { scale: 1, mode: 'fanIn', distribution, axes });
}
