import { affine } from '@gradlab/augment';
import { batches, type Dataset, type Field } from '@gradlab/datasets';
import { Accuracy } from '@gradlab/metrics';
import type { Model } from '@gradlab/models';
import { foldIn, type Seed } from '@gradlab/random';
import {
  type Callback,
  type CheckpointOptions,
  cosine,
  type EpochRecord,
  fit,
  type History,
  sgd,
  softmaxCrossEntropy,
} from '@gradlab/train';
import { buildNetwork, inOrder, type Scores, scoreMetrics } from '@gradlab-examples/harness';
import { type NetworkSettings, networkOf } from './network-settings.ts';

/** What a training needs beside its settings. */
export interface TrainingOptions {
  readonly train: Dataset<Field>;
  readonly validation: Dataset<Field>;
  /** How often the training digits are passed over, in rounds. */
  readonly rounds: number;
  /** Into how many rounds a pass is divided: after each there are a checkpoint and a score. */
  readonly roundsPerEpoch: number;
  /** Weights, order, dropout and augmentation follow from it. */
  readonly seed: Seed;
  readonly signal: AbortSignal;
  /** What was killed goes on from there. */
  readonly checkpoint: CheckpointOptions;
  /** Whether it ends with the weights of the round that is best on the validation digits. */
  readonly keepBest?: boolean;
  readonly callbacks?: readonly Callback[];
}

/** A perceptron with the weights that a seed gives it; the caller disposes it. */
export function startNetwork(settings: NetworkSettings, seed: Seed): Model {
  return buildNetwork(networkOf(settings), foldIn(seed, 'weights'));
}

/**
 * Trains by stochastic gradient descent on the cross-entropy. What is learnt up to a round does not depend on how many there will be,
 * unless the rate falls along a cosine: a training that ended goes on when it is called for more.
 *
 * @returns its history, by round
 */
export async function trainNetwork(
  model: Model,
  settings: NetworkSettings,
  options: TrainingOptions,
): Promise<History> {
  const { train, validation, rounds, roundsPerEpoch, seed, signal, checkpoint, keepBest = false } = options;
  const { batchSize, learningRate, momentum, l2, schedule, augmentation } = settings;
  const transform = augmentation ? { transform: wobble() } : {};
  const steps = stepsPerRound(train.size, batchSize, roundsPerEpoch).map((_, i, all) => sum(all.slice(0, i + 1)));
  const perEpoch = steps.at(-1) ?? 1;
  const length = Math.floor(rounds / roundsPerEpoch) * perEpoch + (steps[(rounds % roundsPerEpoch) - 1] ?? 0);
  const optimizer = sgd({ learningRate, momentum });
  try {
    return await fit(model, {
      data: (round, start) => {
        // A round is every third (say) example of the shuffled pass: together they are all of them, once.
        const epoch = Math.floor((round - 1) / roundsPerEpoch) + 1;
        const shard = { index: (round - 1) % roundsPerEpoch, count: roundsPerEpoch };
        return batches(train, { batchSize, seed: foldIn(seed, 'shuffle'), epoch, shard, start, ...transform });
      },
      epochs: rounds,
      loss: softmaxCrossEntropy,
      optimizer,
      ...(schedule === 'cosine' && { schedule: cosine({ rate: learningRate, length }), scheduleBy: 'update' as const }),
      l2,
      seed: foldIn(seed, 'dropout'),
      metrics: { accuracy: new Accuracy() },
      evaluations: { validation: { data: () => inOrder(validation), metrics: scoreMetrics() } },
      ...(keepBest && { keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' } as const }),
      checkpoint,
      callbacks: options.callbacks ?? [],
      signal,
    });
  } finally {
    optimizer.dispose();
  }
}

/** A validation score after a round. */
export function validationOf({ epoch, evaluations }: EpochRecord): Scores {
  const { loss, accuracy } = evaluations.validation ?? {};
  if (typeof loss === 'number' && typeof accuracy === 'number') return { loss, accuracy };
  throw new TypeError(`validationOf: round ${epoch} must have a loss and an accuracy`);
}

/** Up to ten degrees and two pixels either way, as a hand that writes otherwise would. */
function wobble() {
  return affine({ degrees: 10, translate: [2 / 28, 2 / 28], interpolation: 'bilinear' });
}

/** Batches of each round of a pass. */
function stepsPerRound(size: number, batchSize: number, rounds: number): number[] {
  return Array.from({ length: rounds }, (_, index) => Math.ceil(Math.ceil((size - index) / rounds) / batchSize));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
