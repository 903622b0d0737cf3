import type { Seed } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';
import type { CheckpointOptions } from '../checkpoint/snapshot.ts';
import type { Batch, Loss, Metric, Predictions, Targets } from '../contracts.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { KeepBest } from './best-weights.ts';
import type { Callback } from './callbacks.ts';
import type { Clipping } from './clip-gradients.ts';
import type { EarlyStopping } from './early-stopping.ts';
import type { ReduceOnPlateau } from './learning-rate.ts';
import type { Averaging } from './moving-average.ts';
import type { Penalty } from './penalty.ts';

/** A set to evaluate after each epoch. */
export interface Evaluation<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor> {
  /** A fresh pass over its batches. */
  readonly data: () => AsyncIterable<Batch<Y>>;
  /** By name. */
  readonly metrics: Readonly<Record<string, Metric<Y, unknown, P>>>;
}

/**
 * Changes the gradients, by parameter name, before the update. It runs in a tidy. Every name must come back, with a gradient of
 * the same shape, its own or another; nothing may be disposed.
 */
export type GradientTransform = (
  gradients: Readonly<Record<string, tf.Tensor>>,
  batch: { readonly size: number },
) => Readonly<Record<string, tf.Tensor>>;

/**
 * Options of {@link fit}. A penalty (`l1`, `l2`) is added to the mean loss, so its gradient goes through clipping and optimiser,
 * unless it is `decoupled`.
 */
export interface FitOptions<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor> extends Penalty {
  /**
   * A fresh pass over the training batches. It is told the epoch, from 1, to shuffle by, and how many batches to leave out at its start,
   * which is 0 unless a checkpoint was made within the epoch. A function of one parameter is asked for the whole pass, and `fit` leaves
   * them out itself.
   */
  readonly data: (epoch: number, start: number) => AsyncIterable<Batch<Y>>;
  /** Number of passes, an integer ≥ 1. */
  readonly epochs: number;
  /** Mean loss of a batch. */
  readonly loss: Loss<Y, NoInfer<P>>;
  /** How gradients become updates. The caller disposes it. */
  readonly optimizer: Optimizer;
  /** Learning rate for each epoch or update; the optimiser's own unless given. */
  readonly schedule?: Schedule;
  /** What the schedule counts; `'epoch'` unless given. */
  readonly scheduleBy?: 'epoch' | 'update';
  /** Lowers the learning rate, the schedule's or the optimiser's, where a watched number no longer improves. */
  readonly reduceOnPlateau?: ReduceOnPlateau;
  /** Whether `l1` and `l2` act on the weights themselves, w ← w − η (λ₂ w + λ₁ sign w) before each update; false unless given. */
  readonly decoupled?: boolean;
  /** Keeps gradients small. */
  readonly clip?: Clipping;
  /** Number of batches whose gradients make one update, an integer ≥ 1; 1 unless given. What an epoch leaves over makes one, too. */
  readonly accumulate?: number;
  /** Averages the weights of the updates: evaluations, `keepBest` and the model in the end have the average. */
  readonly average?: Averaging;
  /** Names the streams of layers that draw, with epoch and batch; 0 unless given. */
  readonly seed?: Seed;
  /** Metrics of the training batches as they are trained on. */
  readonly metrics?: Readonly<Record<string, Metric<NoInfer<Y>, unknown, NoInfer<P>>>>;
  /** Sets to evaluate after each epoch, by name. */
  readonly evaluations?: Readonly<Record<string, Evaluation<NoInfer<Y>, NoInfer<P>>>>;
  /** Ends with the weights of the best epoch instead of the last. */
  readonly keepBest?: KeepBest;
  /** Stops where a watched number no longer improves; unless `keepBest` says otherwise, with the weights that were best by it. */
  readonly earlyStopping?: EarlyStopping;
  /** Changes the gradients before they are clipped. */
  readonly transformGradients?: GradientTransform;
  /** Looks at every gradient before each update, and stops where one is not finite; false unless given. It costs a pass over them. */
  readonly checkGradients?: boolean;
  /** Writes the whole state now and then, and goes on from the newest one there is. */
  readonly checkpoint?: CheckpointOptions;
  /** Told what happens. */
  readonly callbacks?: readonly Callback[];
  /** Stops the training; the model keeps the weights it has then. */
  readonly signal?: AbortSignal;
}
