import { ones, zeros } from '@gradlab/init';
import { describeShape, requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { type Layer, type LayerContext, weightNamed } from './layer.ts';
import { normalize } from './normalize.ts';

/** Options of {@link batchNorm}. */
export interface BatchNormOptions {
  /** Share of the batch in the running statistics, in [0, 1]; 0.1 unless given, as in PyTorch. (Keras' momentum is 1 minus this.) */
  readonly momentum?: number;
  /** Added to the variance, > 0; 1e-5 unless given. */
  readonly epsilon?: number;
  /** The layer's name in place of `bn1`, `bn2`, … */
  readonly name?: string;
}

/**
 * Batch normalisation of each channel (the last axis): γ·(x − μ)/√(σ² + ε) + β.
 *
 * While training, μ and σ² are mean and variance (divided by n) of the batch, and the layer hands over the next running statistics:
 * (1 − momentum)·old + momentum·batch, where the batch's variance is divided by n − 1. In evaluation μ and σ² are the running ones.
 * Parameters `weight` γ and `bias` β, states `runningMean` and `runningVariance`, each `[channels]`.
 *
 * @param options momentum, epsilon, name
 * @returns a layer that keeps the shape `[…, channels]`
 * @throws RangeError if an option is out of range
 * @see Ioffe and Szegedy, Batch normalization, https://arxiv.org/abs/1502.03167
 * @example
 * ```ts
 * import { batchNorm, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const model = sequential({ inputShape: [1], layers: [batchNorm()], seed: 1 });
 * model.apply(tf.tensor2d([[1], [3]]), { training: true }); // mean 2, unbiased variance 2
 * console.log(model.state['bn1.runningMean']?.dataSync(), model.state['bn1.runningVariance']?.dataSync()); // [0.2] [1.1]
 * model.dispose();
 * ```
 */
export function batchNorm({ momentum = 0.1, epsilon = 1e-5, name }: BatchNormOptions = {}): Layer {
  requireNumber('batchNorm', 'momentum', momentum, { min: 0, max: 1 });
  requireNumber('batchNorm', 'epsilon', epsilon, { above: 0 });
  return {
    kind: 'bn',
    ...(name !== undefined && { name }),
    config: { momentum, epsilon },
    outputShape(inputShape, name) {
      if (inputShape.length > 0) return inputShape;
      throw new RangeError(`batchNorm: inputs of ${name} must have shape [...,channels], got []`);
    },
    parameters: (inputShape) => ({
      weight: { shape: inputShape.slice(-1), initializer: ones() },
      bias: { shape: inputShape.slice(-1), initializer: zeros() },
    }),
    state: (inputShape) => ({
      runningMean: { shape: inputShape.slice(-1), initializer: zeros() },
      runningVariance: { shape: inputShape.slice(-1), initializer: ones() },
    }),
    apply(x, weights, context) {
      const [weight, bias] = [weightNamed(weights, 'weight', context), weightNamed(weights, 'bias', context)];
      const mean = weightNamed(weights, 'runningMean', context);
      const variance = weightNamed(weights, 'runningVariance', context);
      if (!context.training) {
        const scale = tf.mul(weight, tf.rsqrt(tf.add(variance, epsilon)));
        return tf.add(tf.mul(tf.sub(x, mean), scale), bias);
      }
      requireSeveral(x, context);
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const { output, ...batch } = normalize(x, weight, bias, { axes, epsilon });
      handOver(batch, { mean, variance }, { momentum, values: x.size / (x.shape.at(-1) ?? 1) }, context);
      return output;
    },
  };
}

/** One value has no variance. */
function requireSeveral(x: tf.Tensor, { name }: LayerContext): void {
  if (x.shape.slice(0, -1).reduce((product, size) => product * size, 1) > 1) return;
  throw new RangeError(
    `apply: inputs of ${name} must hold more than one value for each channel while training, got ${describeShape(x.shape)}`,
  );
}

/** Mean and variance of each channel. */
interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

function handOver(
  batch: Moments,
  running: Moments,
  { momentum, values }: { readonly momentum: number; readonly values: number },
  context: LayerContext,
): void {
  const next = (old: tf.Tensor, fresh: tf.Tensor, factor: number): tf.Tensor =>
    tf.add(tf.mul(old, 1 - momentum), tf.mul(tf.reshape(fresh, old.shape), momentum * factor));
  context.update('runningMean', next(running.mean, batch.mean, 1));
  context.update('runningVariance', next(running.variance, batch.variance, values / (values - 1)));
}
