import type { Seed } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';

// What training needs of models, data and metrics, as structural types: this package imports none of theirs.

/** What a network predicts towards: one tensor, or several by name for several heads. */
export type Targets = tf.Tensor | Readonly<Record<string, tf.Tensor>>;

/** What a network predicts: one tensor, or one by name for each head. */
export type Predictions = tf.Tensor | Readonly<Record<string, tf.Tensor>>;

/** A batch of examples. Whoever yields it owns it. */
export interface Batch<Y extends Targets = tf.Tensor> {
  /** Inputs, `[batch, …]`. */
  readonly x: tf.Tensor;
  /** Targets, each `[batch, …]`. */
  readonly y: Y;
}

/** How {@link Predictor.apply} is called. */
export interface ApplyOptions {
  /** True while training: dropout drops, batch norm uses the batch's statistics and takes them into its running ones. */
  readonly training?: boolean;
  /** Names the stream of layers that draw; another one in every step. */
  readonly seed?: Seed;
  /** By layer name, what to call with that layer's output. Only given to a model that lists its `layers`. */
  readonly taps?: Readonly<Record<string, (output: tf.Tensor) => void>>;
}

/** A network that can be evaluated. */
export interface Predictor<P extends Predictions = tf.Tensor> {
  /** Predictions `[batch, …]` for inputs `[batch, …]`; the caller disposes them. Without `training` it changes nothing. */
  apply(x: tf.Tensor, options?: ApplyOptions): P;
}

/** A network that can be trained. */
export interface Trainable<P extends Predictions = tf.Tensor> extends Predictor<P> {
  /** Its variables by name. Those whose `trainable` is false are left as they are. */
  readonly parameters: Readonly<Record<string, tf.Variable>>;
  /** Variables by name that `apply` itself changes while training, such as running statistics; kept and restored with the weights. */
  readonly state?: Readonly<Record<string, tf.Variable>>;
  /** Its layers in order; with them a loss that is not finite is traced to the first layer at fault. */
  readonly layers?: readonly { readonly name: string }[];
}

/** Mean loss of a batch, a differentiable scalar. */
export type Loss<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor> = (
  targets: Y,
  predictions: P,
) => tf.Scalar;

/** A streaming metric. */
export interface Metric<Y extends Targets = tf.Tensor, R = unknown, P extends Predictions = tf.Tensor> {
  /** Takes a batch in. */
  update(batch: { readonly labels: Y; readonly predictions: P }): void;
  /** The value over everything since the last reset. */
  compute(): R;
  /** Forgets everything. */
  reset(): void;
}
