import { glorotUniform, type Initializer, zeros } from '@gradlab/init';
import { describeShape, requireInteger } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';

/** Options of {@link dense}. */
export interface DenseOptions {
  /** Number of outputs, an integer ≥ 1. */
  readonly units: number;
  /** First weights; Glorot uniform unless given. */
  readonly weightInitializer?: Initializer;
  /** First biases; zeros unless given. */
  readonly biasInitializer?: Initializer;
  /** The layer's name in place of `dense1`, `dense2`, … */
  readonly name?: string;
}

/**
 * Fully connected layer: y = x W + b. Parameters `weight` `[inputs, units]` and `bias` `[units]`.
 *
 * @param options `units` and, if wanted, initialisers and a name
 * @throws RangeError if `units` is not an integer ≥ 1
 * @example
 * ```ts
 * import { dense, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = sequential({ inputShape: [4], layers: [dense({ units: 3 })], seed: 1 });
 * console.log(model.countParameters()); // 15
 * model.dispose();
 * ```
 */
export function dense(options: DenseOptions): Layer {
  const { weightInitializer = glorotUniform(), biasInitializer = zeros(), name } = options;
  const units = requireInteger('dense', 'units', options.units, { min: 1 });
  return {
    kind: 'dense',
    ...(name !== undefined && { name }),
    outputShape(inputShape) {
      requireFlat(inputShape);
      return [units];
    },
    parameters: (inputShape) => ({
      weight: { shape: [requireFlat(inputShape), units], initializer: weightInitializer },
      bias: { shape: [units], initializer: biasInitializer },
    }),
    apply: (x, { weight, bias }) => applyDense(x, weight, bias),
  };
}

function requireFlat(inputShape: readonly number[]): number {
  const [size, ...rest] = inputShape;
  if (size === undefined || rest.length > 0) {
    throw new RangeError(
      `dense: inputs must have shape [inputs], got ${describeShape(inputShape)}; put flatten() before it`,
    );
  }
  return size;
}

function applyDense(x: tf.Tensor, weight: tf.Tensor | undefined, bias: tf.Tensor | undefined): tf.Tensor {
  if (weight === undefined || bias === undefined) throw new TypeError('dense: weight and bias must be given');
  return tf.fused.matMul({ a: x as tf.Tensor2D, b: weight as tf.Tensor2D, bias });
}
