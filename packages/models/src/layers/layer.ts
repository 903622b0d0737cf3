import type { Initializer } from '@gradlab/init';
import type { Key } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';

/** What is known of a weight before it exists. */
export interface ParameterSpec {
  /** Shape, such as `[inputs, units]`. */
  readonly shape: readonly number[];
  /** Gives the first value. */
  readonly initializer: Initializer;
}

/** Weights of a layer before they exist, by their short names: `weight` for one. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/** How a forward pass is run. */
export interface LayerContext {
  /** The layer's name in its model, for messages. */
  readonly name: string;
  /** True while training: dropout drops, batch norm uses the batch's statistics. */
  readonly training: boolean;
  /** The stream of this layer in this pass, for layers that draw; absent when the caller gave no seed. */
  readonly seed?: Key;
  /** Hands over the next value of one of the layer's states. The layer itself changes nothing. */
  update(short: string, value: tf.Tensor): void;
}

/** Which input positions an output position sees along height and width, as a convolution or a pool has it. */
export interface Reach {
  /**
   * Number of neighbouring input positions that one output position depends on; of a transposed convolution 1 + (kernel − 1) / factor,
   * of which the whole part is meant.
   */
  readonly size: readonly [number, number];
  /** Input positions between neighbouring outputs; below 1 where the output is larger than the input. */
  readonly stride: readonly [number, number];
}

/**
 * One step of a network as plain functions: it owns no weight. Its weights are created by whoever builds the model, and
 * handed to every call.
 */
export interface Layer {
  /** What it is, in lower camel case: `dense`, `conv`, `relu`. The name of a layer starts with it. */
  readonly kind: string;
  /** The name it insists on, in place of its kind and a number. */
  readonly name?: string;
  /** What it was made with, as plain data, for those who translate models. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** What an output position sees: a window, or everything (`'all'`); absent where it is one position. */
  readonly reach?: Reach | 'all';
  /**
   * Output shape without the batch dimension.
   *
   * @param inputShape without the batch dimension
   * @param name of the layer, for the message
   * @throws RangeError if the layer cannot take inputs of that shape
   */
  outputShape(inputShape: readonly number[], name: string): readonly number[];
  /** What gradients change, by short names. */
  parameters(inputShape: readonly number[]): ParameterSpecs;
  /** What changes otherwise, by short names: running statistics. Absent where there is nothing. */
  state?(inputShape: readonly number[]): ParameterSpecs;
  /** Multiplications of one example that are added up in products of matrices or kernels; 0 unless given. */
  multiplyAdds?(inputShape: readonly number[]): number;
  /**
   * The output for a batch.
   *
   * @param x float32 `[batch, ...inputShape]`
   * @param weights parameters and states by short names
   * @param context how the pass is run
   */
  apply(x: tf.Tensor, weights: Readonly<Record<string, tf.Tensor>>, context: LayerContext): tf.Tensor;
}

/** The weight of that short name, which whoever calls the layer must have given. */
export function weightNamed(
  weights: Readonly<Record<string, tf.Tensor>>,
  short: string,
  { name }: LayerContext,
): tf.Tensor {
  const weight = weights[short];
  if (weight === undefined) throw new TypeError(`apply: ${name} must be given its ${short}, got none`);
  return weight;
}
