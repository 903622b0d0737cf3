import { glorotUniform, type Initializer, zeros } from '@gradlab/init';
import { describeShape, requireInteger } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Layer, weightNamed } from './layer.ts';

/** Options of {@link dense}. */
export interface DenseOptions {
  /** Number of outputs, an integer ≥ 1. */
  readonly units: number;
  /** Whether a bias is added; true unless given. */
  readonly bias?: boolean;
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
 * @returns a layer from `[inputs]` to `[units]`
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
  const { bias = true, weightInitializer = glorotUniform(), biasInitializer = zeros(), name } = options;
  const units = requireInteger('dense', 'units', options.units, { min: 1 });
  return {
    kind: 'dense',
    ...(name !== undefined && { name }),
    config: { units, bias },
    reach: 'all',
    outputShape(inputShape, name) {
      if (inputShape.length === 1) return [units];
      throw new RangeError(
        `dense: inputs of ${name} must have shape [inputs], got ${describeShape(inputShape)}; put flatten() before it`,
      );
    },
    parameters: ([inputs = 0]) => ({
      weight: { shape: [inputs, units], initializer: weightInitializer },
      ...(bias && { bias: { shape: [units], initializer: biasInitializer } }),
    }),
    multiplyAdds: ([inputs = 0]) => inputs * units,
    apply(x, weights, context) {
      const b = weightNamed(weights, 'weight', context) as tf.Tensor2D;
      if (!bias) return tf.matMul(x as tf.Tensor2D, b);
      return tf.fused.matMul({ a: x as tf.Tensor2D, b, bias: weightNamed(weights, 'bias', context) });
    },
  };
}
