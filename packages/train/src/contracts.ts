import type * as tf from '@tensorflow/tfjs-core';

// What training needs of models, data and metrics, as structural types: this package imports none of theirs.

/** What a network predicts towards: one tensor, or several by name for several heads. */
export type Targets = tf.Tensor | Readonly<Record<string, tf.Tensor>>;

/** A batch of examples. Whoever yields it owns it. */
export interface Batch<Y extends Targets = tf.Tensor> {
  /** Inputs, `[batch, …]`. */
  readonly x: tf.Tensor;
  /** Targets, each `[batch, …]`. */
  readonly y: Y;
}

/** A network that can be evaluated. */
export interface Predictor {
  /** Predictions `[batch, …]` for inputs `[batch, …]`; the caller disposes them. */
  apply(x: tf.Tensor, options?: { readonly training?: boolean; readonly seed?: number }): tf.Tensor;
}

/** A network that can be trained. */
export interface Trainable extends Predictor {
  /** Its variables by name. */
  readonly parameters: Readonly<Record<string, tf.Variable>>;
}

/** Mean loss of a batch, a differentiable scalar. */
export type Loss<Y extends Targets = tf.Tensor> = (targets: Y, predictions: tf.Tensor) => tf.Scalar;

/** A streaming metric. */
export interface Metric<Y extends Targets = tf.Tensor, R = unknown> {
  /** Takes a batch in. */
  update(batch: { readonly labels: Y; readonly predictions: tf.Tensor }): void;
  /** The value over everything since the last reset. */
  compute(): R;
  /** Forgets everything. */
  reset(): void;
}
