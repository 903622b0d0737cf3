import type { EpochRecord, MetricValues } from './history.ts';

/** Where a training begins. */
export interface TrainBegin {
  /** Number of passes in all. */
  readonly epochs: number;
  /** The epoch it begins in, from 1: another one than 1 where it goes on from a checkpoint. */
  readonly epoch: number;
  /** Number of updates made before, in all epochs: 0 unless it goes on from a checkpoint. */
  readonly updates: number;
}

/** What is known after an update. */
export interface StepRecord {
  /** From 1. */
  readonly epoch: number;
  /** Number of updates in this epoch so far. */
  readonly step: number;
  /** Number of updates in all epochs so far. */
  readonly updates: number;
  /** Number of examples in this epoch so far. */
  readonly examples: number;
  /** Mean loss of this epoch so far. */
  readonly loss: number;
  /** Mean loss of the examples of this update. */
  readonly batchLoss: number;
  /** The learning rate of this update, if the optimiser tells one. */
  readonly learningRate?: number;
  /** Metrics of this epoch so far; computed when asked for. */
  metrics(): MetricValues;
}

/** Told what happens during {@link fit}, in the order of the list. A promise is waited for; an error ends the training. */
export interface Callback {
  onTrainBegin?(info: TrainBegin): void | Promise<void>;
  onEpochBegin?(info: { readonly epoch: number }): void | Promise<void>;
  onStepEnd?(record: StepRecord): void | Promise<void>;
  onEpochEnd?(record: EpochRecord): void | Promise<void>;
  /** Always the last call, also when the training ended by an error or another callback failed here. */
  onTrainEnd?(): void | Promise<void>;
}

/**
 * Runs a training and then tells every callback that it ended, whatever went wrong.
 *
 * @returns what `train` returns
 * @throws the training's error if there is one, otherwise the first of a callback's `onTrainEnd`
 */
export async function endingTraining<T>(callbacks: readonly Callback[], train: () => Promise<T>): Promise<T> {
  const [trained] = await Promise.allSettled([train()]);
  const failures: unknown[] = [];
  for (const callback of callbacks) {
    const [ended] = await Promise.allSettled([(async () => callback.onTrainEnd?.())()]);
    if (ended.status === 'rejected') failures.push(ended.reason);
  }
  if (trained.status === 'rejected') throw trained.reason;
  if (failures.length > 0) throw failures[0];
  return trained.value;
}
