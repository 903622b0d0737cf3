import { batches } from '@gradlab/datasets';
import { ConfusionMatrix } from '@gradlab/metrics';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import {
  adam,
  type CheckpointOptions,
  type ClassifiedExample,
  classifyExamples,
  cosine,
  type EpochRecord,
  evaluate,
  fit,
  softmaxCrossEntropy,
} from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  buildNetwork,
  DIGIT_CLASSES,
  type Digits,
  type ExperimentContext,
  inOrder,
  type LayerRow,
  layerRows,
  type Scores,
  scoreMetrics,
  scoresOf,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import { BATCH_SIZE, type Plan } from './plan.ts';

/** A finished training, as plain data. */
export interface Training {
  readonly id: string;
  readonly label: string;
  readonly part: Plan['part'];
  readonly network: { readonly name: string; readonly description: string; readonly design: string };
  readonly settings: {
    readonly learningRate: number;
    readonly batchSize: number;
    readonly dropout: number | null;
    readonly epochs: number;
  };
  readonly layers: readonly LayerRow[];
  readonly parameterCount: number;
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested: the best on the validation digits. */
  readonly keptEpoch: number;
  readonly validation: Scores;
  readonly test: Scores;
  /** Test digits by true class and prediction. */
  readonly confusion: readonly (readonly number[])[];
  /** The test digits of the largest loss, the largest first. */
  readonly hardest: readonly ClassifiedExample[];
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a training needs beside its plan. */
export interface TrainingContext extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly digits: Digits;
  /** Of the usual training. */
  readonly epochs: number;
}

const HARDEST = 24;

/**
 * Trains by Adam, the rate falling to zero along a cosine, and tests the weights of the best epoch.
 *
 * @returns the record; the weights are among the run's results
 */
export async function runTraining(plan: Plan, context: TrainingContext): Promise<Training> {
  const { network } = plan;
  const epochs = context.epochs * plan.stretch;
  const { result } = await trainPart(context, {
    id: plan.id,
    settings: { plan, epochs, batchSize: BATCH_SIZE },
    description: {
      experiment: `mnist-cnn ${plan.label}`,
      network: network.reference,
      input: 'digit',
      classes: DIGIT_CLASSES,
    },
    // Named by its network, so that the same one with and without dropout, or for longer, starts from the same weights.
    build: () => buildNetwork(network.reference, foldIn(foldIn(context.seed, 'weights'), network.parameterCount)),
    train: (model, checkpoint) => trainAndTest(model, plan, { ...context, epochs }, checkpoint),
  });
  return result;
}

async function trainAndTest(
  model: Model,
  plan: Plan,
  { digits, seed, signal, epochs }: TrainingContext,
  checkpoint: CheckpointOptions,
): Promise<Training> {
  const stepsPerEpoch = Math.ceil(digits.train.size / BATCH_SIZE);
  const optimizer = adam({ learningRate: plan.learningRate });
  try {
    const history = await fit(model, {
      data: (epoch) => batches(digits.train, { batchSize: BATCH_SIZE, seed: foldIn(seed, 'shuffle'), epoch }),
      epochs,
      loss: softmaxCrossEntropy,
      optimizer,
      schedule: cosine({ rate: plan.learningRate, length: epochs * stepsPerEpoch }),
      scheduleBy: 'update',
      seed: foldIn(seed, 'dropout'),
      evaluations: {
        train: { data: () => inOrder(digits.train), metrics: scoreMetrics() },
        validation: { data: () => inOrder(digits.validation), metrics: scoreMetrics() },
      },
      keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' },
      callbacks: [consoleProgress({ stepsPerEpoch })],
      checkpoint,
      signal,
    });
    const confusion = new ConfusionMatrix({ classes: 10 });
    await evaluate(model, inOrder(digits.test), { confusion }, { signal });
    const examples = await classifyExamples(model, inOrder(digits.test), { signal });
    return {
      ...describePlan(plan, epochs),
      layers: layerRows(model),
      parameterCount: model.countParameters(),
      history: history.epochs,
      keptEpoch: history.keptEpoch,
      validation: await scoresOf(model, digits.validation, signal),
      test: await scoresOf(model, digits.test, signal),
      confusion: confusion.compute(),
      hardest: examples.sort((a, b) => b.loss - a.loss || a.index - b.index).slice(0, HARDEST),
      seconds: secondsOf(history.epochs),
    };
  } finally {
    optimizer.dispose();
  }
}

function describePlan({ id, label, part, network, learningRate, dropout }: Plan, epochs: number) {
  const { name, description, design } = network;
  return {
    id,
    label,
    part,
    network: { name, description, design },
    settings: { learningRate, batchSize: BATCH_SIZE, dropout: dropout ?? null, epochs },
  };
}
