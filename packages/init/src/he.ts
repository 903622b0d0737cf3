import { requireNumber } from '@gradlab-internal/checks';
import { type NormalShapeOptions, requireNormalShape } from './glorot.ts';
import type { ConfiguredInitializer } from './initializer.ts';
import { defineScaled, type FanMode, type LayoutOptions } from './variance-scaling.ts';

/** Options of {@link heUniform}. */
export interface HeOptions extends LayoutOptions {
  /** Default `fanIn`, which keeps the scale of signals; `fanOut` keeps that of gradients. */
  readonly mode?: FanMode;
  /** Slope of a leaky ReLU for negative inputs, finite; default 0, a ReLU. */
  readonly slope?: number;
}

/** Options of {@link heNormal}. */
export interface HeNormalOptions extends HeOptions, NormalShapeOptions {}

/**
 * Independent draws from the uniform distribution on ±√(6 / ((1 + slope²)·fanIn)), whose variance is 2 / ((1 + slope²)·fanIn):
 * signals keep their scale through layers with a ReLU. Also known as Kaiming uniform.
 *
 * @param options `mode`, `slope`, `axes`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not as above
 * @see He, Zhang, Ren, Sun: Delving deep into rectifiers. ICCV 2015.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { heUniform } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const kernel = heUniform({ axes: 'depthwise' })([3, 3, 16, 2], 42); // fan in is 9
 * console.log(kernel.shape); // [ 3, 3, 16, 2 ]
 * kernel.dispose();
 * ```
 */
export function heUniform({ mode = 'fanIn', slope = 0, axes }: HeOptions = {}): ConfiguredInitializer {
  const scale = scaleOf('heUniform', slope);
  return defineScaled('heUniform', { mode, slope, axes }, { scale, mode, distribution: 'uniform', axes });
}

/**
 * Independent normal draws with mean 0 and variance 2 / ((1 + slope²)·fanIn). Also known as Kaiming normal.
 *
 * @param options `mode`, `slope`, `distribution`, `axes`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not as above
 * @see He, Zhang, Ren, Sun: Delving deep into rectifiers. ICCV 2015.
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { heNormal } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const kernel = heNormal()([3, 3, 16, 32], 42);
 * console.log(kernel.shape); // [ 3, 3, 16, 32 ]
 * kernel.dispose();
 * ```
 */
export function heNormal(options: HeNormalOptions = {}): ConfiguredInitializer {
  const { mode = 'fanIn', slope = 0, distribution = 'truncatedNormal', axes } = options;
  const scale = scaleOf('heNormal', slope);
  requireNormalShape('heNormal', distribution);
  return defineScaled('heNormal', { mode, slope, distribution, axes }, { scale, mode, distribution, axes });
}

function scaleOf(caller: string, slope: number): number {
  requireNumber(caller, 'slope', slope);
  return 2 / (1 + slope * slope);
}
