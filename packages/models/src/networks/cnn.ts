import type { Initializer } from '@gradlab/init';
import type { Seed } from '@gradlab/random';
import { describeValue, requireOneOf } from '@gradlab-internal/checks';
import { type ActivationName, activation } from '../layers/activation.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { flatten } from '../layers/flatten.ts';
import { globalAvgPool } from '../layers/global-pool.ts';
import type { Layer } from '../layers/layer.ts';
import { maxPool } from '../layers/pool.ts';
import type { Padding2d, Size2d } from '../layers/window.ts';
import { type RowOptions, rowBlueprint } from '../model/blueprint.ts';
import type { Model } from '../model/model.ts';
import { denseHead } from './mlp.ts';

/**
 * A step of a network's convolutional part: a number of 3×3 filters with padding `'same'`, a convolution spelt out, a 2×2 max pool, or a
 * dropout of the network's rate (nothing where that is 0).
 */
export type Feature =
  | number
  | { readonly filters: number; readonly kernelSize: Size2d; readonly stride?: Size2d; readonly padding?: Padding2d }
  | 'pool'
  | 'dropout';

/** What a convolutional network is made of. */
export interface CnnArchitecture {
  /** `[height, width, channels]`. */
  readonly inputShape: readonly number[];
  /** Convolutions, each with its activation, and pools, in order. */
  readonly features: readonly Feature[];
  /** How images become rows of numbers: every value (`'flatten'`, the default) or each channel's mean (`'mean'`, for any image size). */
  readonly join?: 'flatten' | 'mean';
  /** Sizes of the hidden dense layers; none unless given. */
  readonly hidden?: readonly number[];
  /** Number of outputs, an integer ≥ 1. */
  readonly outputs: number;
  /** After each convolution and each hidden dense layer; ReLU unless given. */
  readonly activation?: ActivationName;
  /** Whether a batch norm stands between each convolution or hidden dense layer and its activation; false unless given. */
  readonly batchNorm?: boolean;
  /** Rate of a dropout after each hidden dense layer and wherever `features` says so, in [0, 1); 0, none, unless given. */
  readonly dropout?: number;
  /** First weights of every layer; Glorot uniform unless given. Biases start at zero. */
  readonly weightInitializer?: Initializer;
}

/** Options of {@link cnn}. */
export interface CnnOptions extends CnnArchitecture {
  /** Names the stream of the first weights. */
  readonly seed: Seed;
}

/**
 * Convolutional network: convolutions and pools, then dense layers whose last outputs are logits.
 *
 * @param options input shape, features, dense layers, outputs, seed
 * @returns the model, with parameters `conv1.weight`, `conv1.bias`, …, `dense1.weight`, …; the caller disposes it
 * @throws TypeError or RangeError if an option is none or a pool has nothing left to take
 * @example
 * ```ts
 * import { cnn } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = cnn({ inputShape: [28, 28, 1], features: [16, 32, 64, 'pool', 128, 'pool'], outputs: 10, seed: 1 });
 * console.log(model.countParameters()); // 159882
 * model.dispose();
 * ```
 */
export function cnn({ seed, ...architecture }: CnnOptions): Model {
  return rowBlueprint('cnn', cnnLayers(architecture)).build({ seed });
}

/**
 * The layers of {@link cnn}, for `blueprint` or to be changed: nothing is allocated.
 *
 * @param options those of `cnn` but for the seed
 * @returns input shape and layers
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { activation, blueprint, cnnLayers } from '@gradlab/models';
 *
 * const { inputShape, layers } = cnnLayers({ inputShape: [32, 32, 3], features: [16, 'pool'], join: 'mean', outputs: 10 });
 * console.log(blueprint({ inputShape, layers: [...layers, activation('softmax')] }).summary());
 * ```
 */
export function cnnLayers(options: CnnArchitecture): RowOptions {
  const { inputShape, features, hidden = [], outputs } = options;
  const join = requireOneOf('cnn', 'join', options.join ?? 'flatten', ['flatten', 'mean']);
  return {
    inputShape,
    layers: [
      ...featureLayers('cnn', features, options),
      join === 'mean' ? globalAvgPool() : flatten(),
      ...denseHead('cnn', { ...options, hidden, outputs }),
    ],
  };
}

/** The convolutional part of a network. */
export function featureLayers(
  caller: string,
  features: readonly Feature[],
  options: Pick<CnnArchitecture, 'activation' | 'batchNorm' | 'dropout' | 'weightInitializer'>,
): Layer[] {
  const { activation: name = 'relu', batchNorm: norm = false, dropout = 0, weightInitializer } = options;
  if (!Array.isArray(features)) {
    throw new TypeError(`${caller}: features must be a list, got ${describeValue(features)}`);
  }
  return (features as readonly Feature[]).flatMap((feature, i) => {
    if (feature === 'pool') return [maxPool()];
    if (feature === 'dropout') return dropout > 0 ? [dropoutLayer({ rate: dropout })] : [];
    if (typeof feature !== 'number' && (typeof feature !== 'object' || feature === null)) {
      throw new RangeError(
        `${caller}: features[${i}] must be 'pool', 'dropout' or a convolution, got ${describeValue(feature)}`,
      );
    }
    const convolution =
      typeof feature === 'number' ? { filters: feature, kernelSize: 3, padding: 'same' as const } : feature;
    const layer = conv2d({ ...convolution, ...(weightInitializer !== undefined && { weightInitializer }) });
    return [layer, ...(norm ? [batchNorm()] : []), activation(name)];
  });
}
