import { heNormal, type Initializer, normal } from '@gradlab/init';
import type { Seed } from '@gradlab/random';
import { requireOneOf } from '@gradlab-internal/checks';
import type { ActivationName } from '../layers/activation.ts';
import { flatten } from '../layers/flatten.ts';
import { type RowOptions, rowBlueprint } from '../model/blueprint.ts';
import type { Model } from '../model/model.ts';
import { type Feature, featureLayers } from './cnn.ts';
import { denseHead } from './mlp.ts';

/** How many layers with weights a VGG has. */
export type VggDepth = 11 | 13 | 16 | 19;

/** What a VGG is made of. */
export interface VggArchitecture {
  /** Number of layers with weights. */
  readonly depth: VggDepth;
  /** After each convolution and each hidden dense layer; ReLU unless given. */
  readonly activation?: ActivationName;
  /** Whether a batch norm follows each convolution; false unless given. */
  readonly batchNorm?: boolean;
  /** `[height, width, channels]`, at least 32 high and wide; `[224, 224, 3]` unless given. */
  readonly inputShape?: readonly number[];
  /** Sizes of the hidden dense layers; `[4096, 4096]` unless given. With images of 32×32, `[]` is the usual small head. */
  readonly hidden?: readonly number[];
  /** Number of outputs; 1000 unless given. */
  readonly outputs?: number;
  /** Rate of the dropout after each hidden dense layer; 0.5 unless given. */
  readonly dropout?: number;
  /** First weights of every layer; unless given, He normal by fan out for convolutions and N(0, 0.01²) for dense layers, as in torchvision. */
  readonly weightInitializer?: Initializer;
}

/** Options of {@link vgg}. */
export interface VggOptions extends VggArchitecture {
  /** Names the stream of the first weights. */
  readonly seed: Seed;
}

// Convolutions in each of the five blocks.
const BLOCKS: Readonly<Record<VggDepth, readonly number[]>> = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
};
const FILTERS = [64, 128, 256, 512, 512] as const;

/**
 * VGG: five blocks of 3×3 convolutions, each ended by a 2×2 max pool, then dense layers whose last outputs are logits.
 *
 * @param options depth, batch norm, input shape, head, seed
 * @returns the model, with parameters `conv1.weight`, …, `dense3.bias`; the caller disposes it
 * @throws TypeError or RangeError if an option is none or the image is too small
 * @see Simonyan and Zisserman, Very deep convolutional networks, https://arxiv.org/abs/1409.1556, configurations A, B, D and E
 * @example
 * ```ts
 * import { vgg } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = vgg({ depth: 11, inputShape: [32, 32, 3], hidden: [], outputs: 10, seed: 1 });
 * console.log(model.countParameters()); // 9225610
 * model.dispose();
 * ```
 */
export function vgg({ seed, ...architecture }: VggOptions): Model {
  return rowBlueprint('vgg', vggLayers(architecture)).build({ seed });
}

/**
 * The layers of {@link vgg}, for `blueprint` or to be changed: nothing is allocated.
 *
 * @param options those of `vgg` but for the seed
 * @returns input shape and layers
 * @throws TypeError or RangeError if an option is none
 * @example
 * ```ts
 * import { blueprint, vggLayers } from '@gradlab/models';
 *
 * console.log(blueprint(vggLayers({ depth: 16 })).countParameters()); // 138357544
 * ```
 */
export function vggLayers(options: VggArchitecture): RowOptions {
  const { batchNorm = false, inputShape = [224, 224, 3], hidden = [4096, 4096], outputs = 1000 } = options;
  const { activation = 'relu', dropout = 0.5, weightInitializer } = options;
  const depth = requireOneOf('vgg', 'depth', String(options.depth), ['11', '13', '16', '19']);
  const features = BLOCKS[Number(depth) as VggDepth].flatMap((count, block): Feature[] => [
    ...Array.from({ length: count }, () => FILTERS[block] ?? 0),
    'pool',
  ]);
  const convolutional = weightInitializer ?? heNormal({ mode: 'fanOut', distribution: 'normal' });
  const dense = weightInitializer ?? normal({ standardDeviation: 0.01 });
  return {
    inputShape,
    layers: [
      ...featureLayers('vgg', features, { activation, batchNorm, weightInitializer: convolutional }),
      flatten(),
      ...denseHead('vgg', { hidden, outputs, activation, dropout, weightInitializer: dense }),
    ],
  };
}
