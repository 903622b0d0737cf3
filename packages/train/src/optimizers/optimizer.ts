import type * as tf from '@tensorflow/tfjs-core';

/** What an optimiser remembers, for a checkpoint. */
export interface OptimizerState {
  /** By a name of the optimiser's choice. They stay the optimiser's, and change with its next step. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  /** By a name of its choice: how many updates a parameter has had. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Changes parameters by their gradients. */
export interface Optimizer {
  /** η of the next step, ≥ 0. A schedule of `fit` sets it; without one it may be missing. */
  learningRate?: number;
  /**
   * One update.
   *
   * @param parameters by name; assigned in place
   * @param gradients by the same names and of the same shapes; not disposed
   */
  step(parameters: Readonly<Record<string, tf.Variable>>, gradients: Readonly<Record<string, tf.Tensor>>): void;
  /** What it remembers. Only a training with checkpoints needs it. */
  save?(): OptimizerState;
  /** Remembers that instead; the tensors are copied. */
  load?(state: OptimizerState): void;
  /** Frees the optimiser's own state. */
  dispose(): void;
}

/** An {@link Optimizer} of this package: it has all of the interface. */
export type StatefulOptimizer = Required<Optimizer>;
