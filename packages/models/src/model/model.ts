import type { Seed } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayerSummary, SummaryOptions } from '../summary/layer-summary.ts';
import type { Parameters } from '../weights.ts';
import type { Blueprint } from './blueprint.ts';

/** What a model gives: one tensor, or one for each head by name. */
export type Outputs = tf.Tensor | Readonly<Record<string, tf.Tensor>>;

/** The shape of one output, or of each head's by name. */
export type ShapesOf<Output extends Outputs> = Output extends tf.Tensor
  ? readonly number[]
  : { readonly [Head in keyof Output]: readonly number[] };

/** How {@link Model.apply} runs. */
export interface ApplyOptions {
  /** True while training. False unless given. */
  readonly training?: boolean;
  /** Names the stream of layers that draw, such as dropout; give another one in every step. Each layer folds its name in. */
  readonly seed?: Seed;
  /**
   * By layer name, what to call with that layer's output as it is computed. The output lives until `apply` returns;
   * `tf.keep(tf.clone(output))` has it longer.
   */
  readonly taps?: Readonly<Record<string, (output: tf.Tensor) => void>>;
  /**
   * Used in place of the model's own weights of these names. With it the pass is a function of the weights, to be
   * differentiated with `tf.grad` or perturbed.
   */
  readonly parameters?: Readonly<Record<string, tf.Tensor>>;
  /**
   * What becomes of the running statistics of a pass in training. True (the default) assigns them to the model's `state` when the pass
   * is done, false drops them, so that the pass changes nothing; a function is handed them by name, and they live until `apply` returns.
   */
  readonly updateState?: boolean | ((updates: Readonly<Record<string, tf.Tensor>>) => void);
}

/** A network with its weights. */
export interface Model<Output extends Outputs = tf.Tensor> {
  /** What it was built from. */
  readonly blueprint: Blueprint<Output>;
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Shape of one output, or of each head's by name. */
  readonly outputShape: ShapesOf<Output>;
  /** A row for each layer: shapes, counts, receptive field; what is frozen is not counted as trainable. */
  readonly layers: readonly LayerSummary[];
  /** What gradients change, by name, such as `dense1.weight`: all but the frozen. The model owns them. */
  readonly parameters: Parameters;
  /** What gradients do not change, by name: running statistics, such as `bn1.runningMean`, and frozen parameters. */
  readonly state: Parameters;
  /** Both: everything there is to save, in the order of the layers. */
  readonly weights: Parameters;
  /**
   * The forward pass.
   *
   * @param x float32 `[batch, ...inputShape]`
   * @returns `[batch, ...outputShape]`, or a record of it by head; the caller disposes it
   * @throws TypeError or RangeError if `x` has another kind or shape, a tap or parameter has a name that the model has not, or a layer
   *   that draws is given no seed in training
   */
  apply(x: tf.Tensor, options?: ApplyOptions): Output;
  /** Number of values in all parameters, frozen or not; running statistics do not count. */
  countParameters(): number;
  /** A table of the layers for a terminal. */
  summary(options?: SummaryOptions): string;
  /**
   * Writes all weights to a safetensors file (Node), whole or not at all.
   *
   * @param options `metadata`: texts by name that the file carries beside them; {@link load} does not look at them
   */
  save(path: string, options?: { readonly metadata?: Readonly<Record<string, string>> }): Promise<void>;
  /**
   * Reads all weights from a safetensors file: by its path (Node), or as a `Blob`, such as the `File` that somebody chose in a page.
   *
   * @throws RangeError if names or shapes do not fit; nothing is changed then
   */
  load(source: string | Blob): Promise<void>;
  /** Frees the weights. */
  dispose(): void;
}
