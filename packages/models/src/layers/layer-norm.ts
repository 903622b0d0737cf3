import { ones, zeros } from '@gradlab/init';
import { describeShape, requireInteger, requireNumber } from '@gradlab-internal/checks';
import { type Layer, weightNamed } from './layer.ts';
import { normalize } from './normalize.ts';

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** Number of last axes that are normalised together, an integer ≥ 1; 1, the channels, unless given. */
  readonly dimensions?: number;
  /** Added to the variance, > 0; 1e-5 unless given. */
  readonly epsilon?: number;
  /** The layer's name in place of `ln1`, `ln2`, … */
  readonly name?: string;
}

/**
 * Layer normalisation: γ·(x − μ)/√(σ² + ε) + β, with mean and variance (divided by n) of each example's last axes. It is the same in
 * training and evaluation. Parameters `weight` γ and `bias` β, of the shape of those axes.
 *
 * @param options number of axes, epsilon, name
 * @returns a layer that keeps the shape
 * @throws RangeError if an option is out of range
 * @see Ba, Kiros and Hinton, Layer normalization, https://arxiv.org/abs/1607.06450
 * @example
 * ```ts
 * import { layerNorm, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const model = sequential({ inputShape: [2], layers: [layerNorm()], seed: 1 });
 * console.log(model.apply(tf.tensor2d([[3, 5]])).dataSync()); // about [-1, 1]
 * model.dispose();
 * ```
 */
export function layerNorm(options: LayerNormOptions = {}): Layer {
  const { epsilon = 1e-5, name } = options;
  const dimensions = requireInteger('layerNorm', 'dimensions', options.dimensions ?? 1, { min: 1 });
  requireNumber('layerNorm', 'epsilon', epsilon, { above: 0 });
  return {
    kind: 'ln',
    ...(name !== undefined && { name }),
    config: { dimensions, epsilon },
    ...(dimensions > 1 && { reach: 'all' as const }),
    outputShape(inputShape, name) {
      if (inputShape.length >= dimensions) return inputShape;
      throw new RangeError(
        `layerNorm: inputs of ${name} must have at least ${dimensions} axes, got ${describeShape(inputShape)}`,
      );
    },
    parameters: (inputShape) => ({
      weight: { shape: inputShape.slice(-dimensions), initializer: ones() },
      bias: { shape: inputShape.slice(-dimensions), initializer: zeros() },
    }),
    apply(x, weights, context) {
      const axes = Array.from({ length: dimensions }, (_, i) => x.rank - dimensions + i);
      const [weight, bias] = [weightNamed(weights, 'weight', context), weightNamed(weights, 'bias', context)];
      return normalize(x, weight, bias, { axes, epsilon }).output;
    },
  };
}
