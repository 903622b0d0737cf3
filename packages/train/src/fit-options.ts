import type * as tf from '@tensorflow/tfjs-core';
import type { KeepBest } from './best-weights.ts';
import type { Callback } from './callbacks.ts';
import type { Batch, Loss, Metric, Targets } from './contracts.ts';
import type { Optimizer } from './optimizer.ts';

/** A set to evaluate after each epoch. */
export interface Evaluation<Y extends Targets = tf.Tensor> {
  /** A fresh pass over its batches. */
  readonly data: () => AsyncIterable<Batch<Y>>;
  /** By name. */
  readonly metrics: Readonly<Record<string, Metric<Y>>>;
}

/**
 * Changes the gradients, by parameter name, before the update. It runs in a tidy. Every name must come back, with a gradient of
 * the same shape, its own or another; nothing may be disposed.
 */
export type GradientTransform = (
  gradients: Readonly<Record<string, tf.Tensor>>,
  batch: { readonly size: number },
) => Readonly<Record<string, tf.Tensor>>;

/** Options of {@link fit}. */
export interface FitOptions<Y extends Targets = tf.Tensor> {
  /** A fresh pass over the training batches; it is told the epoch, from 1, to shuffle by. */
  readonly data: (epoch: number) => AsyncIterable<Batch<Y>>;
  /** Number of passes, an integer ≥ 1. */
  readonly epochs: number;
  /** Mean loss of a batch. */
  readonly loss: Loss<Y>;
  /** How gradients become updates. The caller disposes it. */
  readonly optimizer: Optimizer;
  /** λ of the penalty λ/2·‖w‖² on all parameters but biases (named `bias` or `….bias`), added to the mean loss; 0 unless given. */
  readonly l2?: number;
  /** Metrics of the training batches as they are trained on. */
  readonly metrics?: Readonly<Record<string, Metric<NoInfer<Y>>>>;
  /** Sets to evaluate after each epoch, by name. */
  readonly evaluations?: Readonly<Record<string, Evaluation<NoInfer<Y>>>>;
  /** Ends with the weights of the best epoch instead of the last. */
  readonly keepBest?: KeepBest;
  /** Changes the gradients before each update. */
  readonly transformGradients?: GradientTransform;
  /** Told what happens. */
  readonly callbacks?: readonly Callback[];
  /** Stops the training; the model keeps the weights it has then. */
  readonly signal?: AbortSignal;
}
