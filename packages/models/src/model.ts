import type { Seed } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayerSummary } from './summary.ts';
import type { Parameters } from './weights.ts';

/** How {@link Model.apply} runs. */
export interface ApplyOptions {
  /** True while training. False unless given. */
  readonly training?: boolean;
  /** Names the stream of layers that draw, such as dropout; give another one in every step. */
  readonly seed?: Seed;
  /**
   * By layer name, what to call with that layer's output as it is computed. The output lives until `apply` returns;
   * `tf.keep(tf.clone(output))` has it longer.
   */
  readonly taps?: Readonly<Record<string, (output: tf.Tensor) => void>>;
  /**
   * Used in place of the model's own parameters of these names. With it the pass is a function of the parameters, to be
   * differentiated with `tf.grad` or perturbed.
   */
  readonly parameters?: Readonly<Record<string, tf.Tensor>>;
}

/** A network with its weights. */
export interface Model {
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Shape of one output. */
  readonly outputShape: readonly number[];
  /** Every layer's name, kind, output shape and parameter count. */
  readonly layers: readonly LayerSummary[];
  /** The trainable variables by name, such as `dense1.weight`. The model owns them. */
  readonly parameters: Parameters;
  /**
   * The forward pass.
   *
   * @param x float32 `[batch, ...inputShape]`
   * @returns `[batch, ...outputShape]`; the caller disposes it
   * @throws RangeError if `x` has another shape or a tap or parameter has a name that the model has not
   */
  apply(x: tf.Tensor, options?: ApplyOptions): tf.Tensor;
  /** Number of values in all parameters. */
  countParameters(): number;
  /** A table of the layers for a terminal. */
  summary(): string;
  /** Writes the parameters to a safetensors file (Node), whole or not at all. */
  save(path: string): Promise<void>;
  /**
   * Reads the parameters from a safetensors file (Node).
   *
   * @throws RangeError if names or shapes do not fit; nothing is changed then
   */
  load(path: string): Promise<void>;
  /** Frees the parameters. */
  dispose(): void;
}
