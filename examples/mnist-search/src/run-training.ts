import type { Model } from '@gradlab/models';
import { foldIn, type Seed } from '@gradlab/random';
import type { CheckpointOptions } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  DIGIT_CLASSES,
  type Digits,
  type ExperimentContext,
  type LayerRow,
  layerRows,
  type Scores,
  scoresOf,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import { networkOf } from './network-settings.ts';
import { startNetwork, trainNetwork, validationOf } from './train-network.ts';
import type { TrainingPlan } from './training-plan.ts';

/** A network that was trained whole, as plain data. */
export interface TrainingRecord extends Pick<TrainingPlan, 'id' | 'label' | 'settings' | 'epochs'> {
  readonly layers: readonly LayerRow[];
  readonly parameterCount: number;
  readonly history: readonly EpochScores[];
  /** The epoch whose weights were tested. */
  readonly keptEpoch: number;
  readonly train: Scores;
  readonly validation: Scores;
  readonly test: Scores;
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What is known of an epoch. */
export interface EpochScores {
  readonly epoch: number;
  /** On the training digits as they were trained on: with dropout, and before the epoch's later updates. */
  readonly train: Scores;
  readonly validation: Scores;
}

/** How a training is run. */
export interface TrainingRun extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly digits: Digits;
}

/** Trains a network, scores it on all three sets, and saves it. The test digits are used here and nowhere else. */
export async function runTraining(plan: TrainingPlan, run: TrainingRun): Promise<TrainingRecord> {
  const { id, label, settings, epochs, keepBest } = plan;
  // Named by its sizes, so that rows which differ in their training alone start from the same weights.
  const seed = foldIn(foldIn(run.seed, 'training'), settings.hidden.join('-'));
  const { result } = await trainPart(run, {
    id,
    settings: { settings, epochs, keepBest },
    description: {
      experiment: `mnist-search ${label}`,
      network: networkOf(settings),
      input: 'digit',
      classes: DIGIT_CLASSES,
    },
    build: () => startNetwork(settings, seed),
    train: (model, checkpoint) => trainAndTest(model, plan, { ...run, seed, checkpoint }),
  });
  return result;
}

async function trainAndTest(
  model: Model,
  { id, label, settings, epochs, keepBest }: TrainingPlan,
  run: Pick<TrainingRun, 'digits' | 'signal'> & { readonly seed: Seed; readonly checkpoint: CheckpointOptions },
): Promise<TrainingRecord> {
  const { train, validation, test } = run.digits;
  const { signal } = run;
  const stepsPerEpoch = Math.ceil(train.size / settings.batchSize);
  const { epochs: records, keptEpoch } = await trainNetwork(model, settings, {
    train,
    validation,
    rounds: epochs,
    roundsPerEpoch: 1,
    seed: run.seed,
    signal,
    checkpoint: run.checkpoint,
    keepBest,
    callbacks: [consoleProgress({ stepsPerEpoch })],
  });
  return {
    id,
    label,
    settings,
    epochs,
    layers: layerRows(model),
    parameterCount: model.countParameters(),
    history: records.map((record) => ({
      epoch: record.epoch,
      train: { loss: record.loss, accuracy: Number(record.metrics.accuracy) },
      validation: validationOf(record),
    })),
    keptEpoch,
    train: await scoresOf(model, train, signal),
    validation: await scoresOf(model, validation, signal),
    test: await scoresOf(model, test, signal),
    seconds: secondsOf(records),
  };
}
