import type { Initializer } from '@gradlab/init';
import type { Seed } from '@gradlab/random';
import { requireInteger } from '@gradlab-internal/checks';
import { type ActivationName, activation } from './activation.ts';
import { dense } from './dense.ts';
import { flatten } from './flatten.ts';
import type { Layer } from './layer.ts';
import type { Model } from './model.ts';
import { sequential } from './sequential.ts';

/** Options of {@link mlp}. */
export interface MlpOptions {
  /** Shape of one example; more than one dimension is flattened first. */
  readonly inputShape: readonly number[];
  /** Sizes of the hidden layers; none gives a linear model. */
  readonly hidden: readonly number[];
  /** Number of outputs, an integer ≥ 1. */
  readonly outputs: number;
  /** After each hidden layer; ReLU unless given. */
  readonly activation?: ActivationName;
  /** First weights of every layer; Glorot uniform unless given. Biases start at zero. */
  readonly weightInitializer?: Initializer;
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
export function mlp(options: MlpOptions): Model {
  const { inputShape, hidden, outputs, activation: name = 'relu', weightInitializer, seed } = options;
  const layer = (units: number): Layer =>
    dense({ units, ...(weightInitializer !== undefined && { weightInitializer }) });
  const layers = [
    ...(inputShape.length === 1 ? [] : [flatten()]),
    ...hidden.flatMap((size, i) => [layer(requireInteger('mlp', `hidden[${i}]`, size, { min: 1 })), activation(name)]),
    layer(requireInteger('mlp', 'outputs', outputs, { min: 1 })),
  ];
  return sequential({ inputShape, layers, seed });
}
