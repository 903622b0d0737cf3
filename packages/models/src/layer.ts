import type { Initializer } from '@gradlab/init';
import type { Key } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';

/** What a layer needs to know about one of its parameters before the parameter exists. */
export interface ParameterSpec {
  /** Shape, such as `[inputs, units]`. */
  readonly shape: readonly number[];
  /** Gives the first value. */
  readonly initializer: Initializer;
}

/** How a forward pass is run. */
export interface LayerContext {
  /** True while training: dropout drops, batch norm uses the batch's statistics. */
  readonly training: boolean;
  /** The stream of this layer in this pass, for layers that draw; absent when the caller gave no seed. */
  readonly seed?: Key;
}

/**
 * One step of a network as plain functions: it owns no weight. Its parameters are created by whoever assembles it and
 * handed to every call.
 */
export interface Layer {
  /** What it is, in lower case: `dense`, `relu`. The name of a layer starts with it. */
  readonly kind: string;
  /** The name it insists on, in place of its kind and a number. */
  readonly name?: string;
  /**
   * Output shape without the batch dimension.
   *
   * @throws RangeError if the layer cannot take inputs of that shape
   */
  outputShape(inputShape: readonly number[]): readonly number[];
  /** Its parameters by their short names, `weight` for one. */
  parameters(inputShape: readonly number[]): Readonly<Record<string, ParameterSpec>>;
  /** The output for a batch `[batch, ...inputShape]`. */
  apply(x: tf.Tensor, parameters: Readonly<Record<string, tf.Tensor>>, context: LayerContext): tf.Tensor;
}
