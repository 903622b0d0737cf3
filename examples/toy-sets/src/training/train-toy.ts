import { batches, type Dataset, type Field } from '@gradlab/datasets';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { adam, fit, rmsProp, type StatefulOptimizer, sgd, TrainingError } from '@gradlab/train';
import { buildNetwork } from '@gradlab-examples/harness';
import { TOY_LOSSES } from './toy-loss.ts';
import { scoresOn, type ToyScores } from './toy-scores.ts';
import { networkOf, type OptimizerName, type ToySetting } from './toy-setting.ts';

/** The parts of a set that a training looks at. */
export interface ToyParts {
  readonly train: Dataset<Field>;
  /** What it is measured on after each epoch, whatever part of the set that is. */
  readonly test: Dataset<Field>;
}

/** What an epoch led to. */
export interface ToyEpoch {
  /** Number of updates made in it. */
  readonly steps: number;
  /** Of its training alone. */
  readonly seconds: number;
  readonly train: ToyScores;
  readonly test: ToyScores;
}

/** The course of a training, as plain data. */
export interface ToyCourse {
  readonly parameterCount: number;
  /** Before the first update. */
  readonly start: ToyScores;
  readonly epochs: readonly ToyEpoch[];
  /** The epoch in which the loss or a weight was no longer finite; null where that did not happen. */
  readonly diverged: number | null;
}

/** How a training is run. */
export interface ToyRun {
  readonly epochs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/**
 * Trains a network and looks at it after each epoch.
 *
 * @param look told the network when it is trained
 * @returns the course, and what `look` made of the network
 */
export async function trainToy<T>(
  setting: ToySetting,
  { train, test }: ToyParts,
  { epochs, seed, signal }: ToyRun,
  look: (model: Model) => T,
): Promise<ToyCourse & { readonly seen: T }> {
  const { batchSize, learningRate } = setting;
  const model = buildNetwork(networkOf(setting), foldIn(seed, 'weights'));
  const optimizer = OPTIMIZERS_BY_NAME[setting.optimizer](learningRate);
  const found: ToyEpoch[] = [];
  try {
    const start = scoresOn(model, train);
    const diverged = await divergedIn(() =>
      fit(model, {
        data: (epoch) => batches(train, { batchSize, seed: foldIn(seed, 'shuffle'), epoch }),
        epochs,
        loss: TOY_LOSSES[setting.loss],
        optimizer,
        callbacks: [
          {
            onEpochEnd: ({ steps, seconds }) => {
              found.push({ steps, seconds, train: scoresOn(model, train), test: scoresOn(model, test) });
            },
          },
        ],
        signal,
      }),
    );
    return { parameterCount: model.countParameters(), start, epochs: found, diverged, seen: look(model) };
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

const OPTIMIZERS_BY_NAME: Readonly<Record<OptimizerName, (learningRate: number) => StatefulOptimizer>> = {
  sgd: (learningRate) => sgd({ learningRate }),
  adam: (learningRate) => adam({ learningRate }),
  rmsProp: (learningRate) => rmsProp({ learningRate }),
};

/** A rate that is too large is a result here, not an error. */
async function divergedIn(train: () => Promise<unknown>): Promise<number | null> {
  try {
    await train();
    return null;
  } catch (error) {
    if (error instanceof TrainingError && error.code !== 'no-data') return error.place.epoch;
    throw error;
  }
}
