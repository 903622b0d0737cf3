import * as tf from '@tensorflow/tfjs-core';

/** What tfjs gives an optimiser: gradients by the variables' names, or a list of both. A gradient may be missing. */
export type NamedGradients = tf.NamedTensorMap | { name: string; tensor: tf.Tensor }[];

/** A variable and its gradient. `index` is the variable's place, by which optimisers keep their state. */
export interface NamedGradient {
  readonly index: number;
  readonly name: string;
  readonly variable: tf.Variable;
  /** Missing where the loss does not depend on the variable. */
  readonly gradient: tf.Tensor | undefined;
}

function fits(variable: tf.Variable, gradient: tf.Tensor | null | undefined): boolean {
  if (variable.dtype !== 'float32' || variable.isDisposed) return false;
  if (gradient === null || gradient === undefined) return true;
  return gradient.dtype === 'float32' && tf.util.arraysEqual(gradient.shape, variable.shape);
}

/**
 * The variables that gradients are of; undefined where one of them is not for the kernels: unknown, not float32, or of another shape
 * than its gradient.
 */
export function variablesOf(gradients: NamedGradients): NamedGradient[] | undefined {
  const { registeredVariables } = tf.engine();
  const named = Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients);
  const found: NamedGradient[] = [];
  for (const [index, [name, gradient]] of named.entries()) {
    const variable = registeredVariables[name];
    if (variable === undefined || !fits(variable, gradient)) return undefined;
    found.push({ index, name, variable, gradient: gradient ?? undefined });
  }
  return found;
}
