import { fillNormal, fillTruncatedNormal, fillUniform } from '@gradlab/random';
import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import { type FanAxes, type Fans, fansOf, requireAxes, type WeightLayout } from './fans.ts';
import { type ConfiguredInitializer, type Draw, defineInitializer } from './initializer.ts';

/** Which fan the variance is divided by: one of the two, their mean, or their geometric mean. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAvg' | 'geometric';

/** What the draws follow; the variance is the same for each. */
export type Distribution = 'truncatedNormal' | 'normal' | 'uniform';

/** Every initialiser that goes by fans takes this. */
export interface LayoutOptions {
  /** Name of the weight's layout, or which of its axes is which; Keras' definitions unless given, as in `computeFans`. */
  readonly axes?: FanAxes | WeightLayout;
}

/** Options of {@link varianceScaling}. */
export interface VarianceScalingOptions extends LayoutOptions {
  /** At least 0; default 1. For a gain g it is g². */
  readonly scale?: number;
  /** Default `fanIn`. */
  readonly mode?: FanMode;
  /** Default `truncatedNormal`. */
  readonly distribution?: Distribution;
}

const MODES: readonly FanMode[] = ['fanIn', 'fanOut', 'fanAvg', 'geometric'];
const DISTRIBUTIONS: readonly Distribution[] = ['truncatedNormal', 'normal', 'uniform'];

/** Standard deviation of N(0, 1) between ±2: √(1 − 4·φ(2) / (Φ(2) − Φ(−2))). */
const TRUNCATED_DEVIATION = 0.8796256610342398;

/**
 * Independent draws with mean 0 and variance scale / fan, whatever the distribution: normal; normal cut off at ±2 standard
 * deviations and scaled up again by 1 / 0.8796; or uniform on ±√(3·scale / fan). All Glorot, He and LeCun initialisers are
 * cases of this one.
 *
 * @param options `scale`, `mode`, `distribution`, `axes`
 * @returns an initialiser
 * @throws TypeError or RangeError if an option is not as above
 * @see https://keras.io/api/layers/initializers/#variancescaling-class
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { calculateGain, varianceScaling } from '@gradlab/init';
 *
 * await tf.setBackend('cpu');
 * const scale = calculateGain('tanh') ** 2;
 * const weight = varianceScaling({ scale, mode: 'fanOut', distribution: 'uniform' })([784, 500], 42);
 * console.log(weight.shape); // [ 784, 500 ]
 * weight.dispose();
 * ```
 */
export function varianceScaling(options: VarianceScalingOptions = {}): ConfiguredInitializer {
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal', axes } = options;
  requireNumber('varianceScaling', 'scale', scale, { min: 0 });
  const config = { scale, mode, distribution, axes };
  return defineScaled('varianceScaling', config, { scale, mode, distribution, axes });
}

interface Scaling {
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: Distribution;
  readonly axes: FanAxes | WeightLayout | undefined;
}

/**
 * An initialiser with variance scale / fan.
 *
 * @param config the options that it was made with, under its own names
 */
export function defineScaled(
  name: string,
  config: Readonly<Record<string, unknown>>,
  { scale, mode, distribution, axes }: Scaling,
): ConfiguredInitializer {
  requireOneOf(name, 'mode', mode, MODES);
  requireOneOf(name, 'distribution', distribution, DISTRIBUTIONS);
  const roles = requireAxes(name, axes);
  return defineInitializer(name, config, (draw) => {
    // As Keras does: a fan below 1 is that of a weight without values.
    const fan = Math.max(1, fanOf(fansOf(name, draw.shape, roles), mode));
    fillScaled(draw, distribution, scale / fan);
  });
}

function fanOf({ fanIn, fanOut }: Fans, mode: FanMode): number {
  switch (mode) {
    case 'fanIn':
      return fanIn;
    case 'fanOut':
      return fanOut;
    case 'fanAvg':
      return (fanIn + fanOut) / 2;
    case 'geometric':
      return Math.sqrt(fanIn * fanOut);
  }
}

function fillScaled({ target, seed }: Draw, distribution: Distribution, variance: number): void {
  const standardDeviation = Math.sqrt(variance);
  switch (distribution) {
    case 'uniform': {
      const limit = Math.sqrt(3 * variance);
      fillUniform(target, seed, { min: -limit, max: limit });
      return;
    }
    case 'normal':
      fillNormal(target, seed, { standardDeviation });
      return;
    case 'truncatedNormal':
      fillTruncatedNormal(target, seed, { standardDeviation: standardDeviation / TRUNCATED_DEVIATION });
  }
}
