import type { Initializer } from '@gradlab/init';
import type { Seed } from '@gradlab/random';
import { describeValue, requireInteger } from '@gradlab-internal/checks';
import { type ActivationName, activation } from '../layers/activation.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { dense } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { flatten } from '../layers/flatten.ts';
import type { Layer } from '../layers/layer.ts';
import { type RowOptions, rowBlueprint } from '../model/blueprint.ts';
import type { Model } from '../model/model.ts';

/** What a multilayer perceptron is made of. */
export interface MlpArchitecture {
  /** Shape of one example; more than one dimension is flattened first. */
  readonly inputShape: readonly number[];
  /** Sizes of the hidden layers; none gives a linear model. */
  readonly hidden: readonly number[];
  /** Number of outputs, an integer ≥ 1. */
  readonly outputs: number;
  /** After each hidden layer; ReLU unless given. */
  readonly activation?: ActivationName;
  /** Whether a batch norm stands before each activation; false unless given. */
  readonly batchNorm?: boolean;
  /** Rate of a dropout after each hidden layer, in [0, 1); 0, none, unless given. */
  readonly dropout?: number;
  /** First weights of every layer; Glorot uniform unless given. Biases start at zero. */
  readonly weightInitializer?: Initializer;
}

/** Options of {@link mlp}. */
export interface MlpOptions extends MlpArchitecture {
  /** Names the stream of the first weights. */
  readonly seed: Seed;
}

/**
 * Multilayer perceptron: hidden layers y = φ(x W + b), then a linear layer whose outputs are logits.
 *
 * @param options sizes, activation, initialiser and seed
 * @returns the model, with parameters `dense1.weight`, `dense1.bias`, `dense2.weight`, …; the caller disposes it
 * @throws RangeError if a size is not an integer ≥ 1
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = mlp({ inputShape: [28, 28, 1], hidden: [500, 400], outputs: 10, seed: 1 });
 * console.log(model.countParameters()); // 596910
 * console.log(model.summary());
 * model.dispose();
 * ```
 */
export function mlp({ seed, ...architecture }: MlpOptions): Model {
  return rowBlueprint('mlp', mlpLayers(architecture)).build({ seed });
}

/**
 * The layers of {@link mlp}, for `blueprint` or to be changed: nothing is allocated.
 *
 * @param options those of `mlp` but for the seed
 * @returns input shape and layers
 * @throws RangeError if a size is not an integer ≥ 1
 * @example
 * ```ts
 * import { blueprint, mlpLayers } from '@gradlab/models';
 *
 * console.log(blueprint(mlpLayers({ inputShape: [784], hidden: [512, 512], outputs: 10 })).countParameters()); // 669706
 * ```
 */
export function mlpLayers(options: MlpArchitecture): RowOptions {
  const { inputShape, hidden, outputs } = options;
  return {
    inputShape,
    layers: [...(inputShape.length === 1 ? [] : [flatten()]), ...denseHead('mlp', { ...options, hidden, outputs })],
  };
}

/** Hidden layers and an output layer, after what comes as one row of numbers. */
export function denseHead(caller: string, options: Omit<MlpArchitecture, 'inputShape'>): Layer[] {
  const { hidden, outputs, activation: name = 'relu', batchNorm: norm = false, dropout = 0 } = options;
  if (!Array.isArray(hidden)) throw new TypeError(`${caller}: hidden must be a list, got ${describeValue(hidden)}`);
  const { weightInitializer } = options;
  const layer = (argument: string, units: number): Layer =>
    dense({
      units: requireInteger(caller, argument, units, { min: 1 }),
      ...(weightInitializer !== undefined && { weightInitializer }),
    });
  return [
    ...(hidden as readonly number[]).flatMap((size, i) => [
      layer(`hidden[${i}]`, size),
      ...(norm ? [batchNorm()] : []),
      activation(name),
      ...(dropout > 0 ? [dropoutLayer({ rate: dropout })] : []),
    ]),
    layer('outputs', outputs),
  ];
}
