import { requireOneOf } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from './layer.ts';

/** The activations there are. */
export type ActivationName = 'relu' | 'sigmoid' | 'tanh';

const FUNCTIONS: Readonly<Record<ActivationName, (x: tf.Tensor) => tf.Tensor>> = {
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
};

/** Their names, for messages and searches. */
export const activationNames: readonly ActivationName[] = ['relu', 'sigmoid', 'tanh'];

/**
 * Element-wise non-linearity: relu(x) = max(x, 0), sigmoid(x) = 1 / (1 + e⁻ˣ), or tanh(x).
 *
 * @param name which
 * @throws RangeError if there is no activation of that name
 */
export function activation(name: ActivationName): Layer {
  const apply = FUNCTIONS[requireOneOf('activation', 'name', name, activationNames)];
  return {
    kind: name,
    outputShape: (inputShape) => inputShape,
    parameters: () => ({}),
    apply: (x) => apply(x),
  };
}
