import { requireNumber, requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';

/** The activations there are. */
export type ActivationName =
  | 'relu'
  | 'relu6'
  | 'leakyRelu'
  | 'elu'
  | 'selu'
  | 'gelu'
  | 'geluTanh'
  | 'silu'
  | 'softplus'
  | 'sigmoid'
  | 'tanh'
  | 'softmax'
  | 'logSoftmax';

/** Options of {@link activation}. */
export interface ActivationOptions {
  /** Slope below zero of `leakyRelu`; 0.01 unless given, as in PyTorch. */
  readonly slope?: number;
  /** The layer's name in place of `relu1`, `tanh2`, … */
  readonly name?: string;
}

const FUNCTIONS: Readonly<Record<ActivationName, (x: tf.Tensor, slope: number) => tf.Tensor>> = {
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.clipByValue(x, 0, 6),
  leakyRelu: (x, slope) => tf.leakyRelu(x, slope),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  geluTanh: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tanhArgument(x)), 1)),
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  softplus: (x) => tf.softplus(x),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  softmax: (x) => tf.softmax(x),
  // Not tf.logSoftmax: the WASM backend has no kernel of that name.
  logSoftmax: (x) => tf.sub(x, tf.logSumExp(x, -1, true)),
};

/** √(2/π)·(x + 0.044715·x³) */
function tanhArgument(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI));
}

/** Their names, for messages and searches. */
export const activationNames: readonly ActivationName[] = Object.keys(FUNCTIONS) as ActivationName[];

/**
 * A non-linearity, element by element:
 *
 * - `relu` max(x, 0); `relu6` min(max(x, 0), 6); `leakyRelu` x or slope·x below 0
 * - `elu` x, or eˣ − 1 below 0; `selu` the same scaled, 1.0507·x or 1.7581·(eˣ − 1)
 * - `gelu` x·Φ(x) with the normal distribution Φ; `geluTanh` its approximation by tanh; `silu` x·sigmoid(x)
 * - `softplus` ln(1 + eˣ); `sigmoid` 1 / (1 + e⁻ˣ); `tanh`
 *
 * or along the last axis: `softmax` e^xᵢ / Σ e^xⱼ and its logarithm `logSoftmax`.
 *
 * @param name which; the layer's kind
 * @param options the slope of `leakyRelu`, a name
 * @throws RangeError if there is no activation of that name, or a slope is given to another
 * @example
 * ```ts
 * import { activation, sequential } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const model = sequential({ inputShape: [2], layers: [activation('leakyRelu', { slope: 0.1 })], seed: 1 });
 * console.log(model.apply(tf.tensor2d([[-2, 3]])).dataSync()); // [-0.2, 3]
 * ```
 */
export function activation(name: ActivationName, options: ActivationOptions = {}): Layer {
  const kind = requireOneOf('activation', 'name', name, activationNames);
  if (kind !== 'leakyRelu' && options.slope !== undefined) {
    throw new RangeError(`activation: slope must be of leakyRelu, got one of ${kind}`);
  }
  const slope = requireNumber('activation', 'slope', options.slope ?? 0.01);
  const apply = FUNCTIONS[kind];
  return {
    kind,
    ...(options.name !== undefined && { name: options.name }),
    config: kind === 'leakyRelu' ? { slope } : {},
    outputShape: (inputShape) => inputShape,
    parameters: () => ({}),
    apply: (x) => apply(x, slope),
  };
}
