import { batches, type Dataset, type Field } from '@gradlab/datasets';
import { Accuracy, LogLoss } from '@gradlab/metrics';
import { type LayerSummary, type MlpArchitecture, type Model, mlp } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { type CheckpointOptions, type EpochRecord, evaluate, fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  DIGIT_CLASSES,
  type Digits,
  type ExperimentContext,
  inOrder,
  type Part,
  type Scores,
  scoreMetrics,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import * as tf from '@tensorflow/tfjs-core';
import type { Plan } from './plan.ts';
import { initializers } from './settings.ts';

/** Each sample's probability is clipped here for the second loss: Normal's published curve is of such a loss. */
const CLIP = 1e-6;

/** What is measured of a set of digits. */
export interface ClippedScores extends Scores {
  /** The loss with each sample's probability clipped at 1e-6. */
  readonly clippedLoss: number;
}

/** A finished training, as plain data. */
export interface Training {
  readonly plan: Plan;
  readonly layers: readonly LayerSummary[];
  readonly parameterCount: number;
  readonly epochs: number;
  /** Before the first update. */
  readonly initial: { readonly train: ClippedScores; readonly validation: ClippedScores };
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested. */
  readonly keptEpoch: number;
  readonly test: ClippedScores;
  /** Largest absolute value among all weights (biases left out) at the end. */
  readonly largestWeight: number;
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a training needs beside its plan. */
export interface TrainingContext extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly digits: Digits;
  readonly epochs: number;
}

/**
 * Runs one training.
 *
 * @param plan what to train
 * @param context data, seed, number of epochs, where its weights go
 * @returns the record, and the folder of its weights
 */
export async function runTraining(plan: Plan, context: TrainingContext): Promise<Part<Training>> {
  const { epochs } = context;
  return trainPart(context, {
    id: plan.id,
    settings: { plan, epochs },
    description: {
      experiment: `mnist-mlp ${plan.label}`,
      network: { builder: 'mlp', options: networkOf(plan) },
      input: 'digit',
      classes: DIGIT_CLASSES,
    },
    build: () => buildModel(plan, context.seed),
    train: (model, checkpoint) => trainAndTest(model, plan, context, checkpoint),
  });
}

const networkOf = ({ setting }: Plan): MlpArchitecture => ({
  inputShape: [28, 28, 1],
  hidden: setting.hidden,
  outputs: DIGIT_CLASSES.length,
});

function buildModel(plan: Plan, seed: number): Model {
  const { setting, initialisation } = plan;
  return mlp({
    ...networkOf(plan),
    weightInitializer: initializers[initialisation],
    // Every reading starts from the same weights, so that it alone makes the difference.
    seed: foldIn(foldIn(seed, setting.id), initialisation),
  });
}

async function trainAndTest(
  model: Model,
  plan: Plan,
  context: TrainingContext,
  checkpoint: CheckpointOptions,
): Promise<Training> {
  const { digits, signal, epochs } = context;
  const { setting, reading } = plan;
  const stepsPerEpoch = Math.ceil(digits.train.size / setting.batchSize);
  const score = (data: Dataset<Field>): Promise<ClippedScores> => clippedScoresOf(model, data, signal);
  const initial = { train: await score(digits.train), validation: await score(digits.validation) };
  const history = await fit(model, {
    data: (epoch) =>
      batches(digits.train, { batchSize: setting.batchSize, seed: foldIn(context.seed, 'shuffle'), epoch }),
    epochs,
    loss: softmaxCrossEntropy,
    optimizer: sgd({ learningRate: setting.learningRate }),
    l2: reading.l2,
    ...(reading.transformGradients && { transformGradients: reading.transformGradients }),
    metrics: { accuracy: new Accuracy() },
    evaluations: {
      train: { data: () => inOrder(digits.train), metrics: metricsOf() },
      validation: { data: () => inOrder(digits.validation), metrics: metricsOf() },
    },
    ...(setting.keepBest && { keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' } as const }),
    callbacks: [consoleProgress({ stepsPerEpoch })],
    checkpoint,
    signal,
  });
  return {
    plan,
    layers: model.layers,
    parameterCount: model.countParameters(),
    epochs,
    initial,
    history: history.epochs,
    keptEpoch: history.keptEpoch,
    test: await score(digits.test),
    largestWeight: largestWeight(model),
    seconds: secondsOf(history.epochs),
  };
}

const metricsOf = () => ({ ...scoreMetrics(), clippedLoss: new LogLoss({ fromLogits: true, clip: CLIP }) });

async function clippedScoresOf(model: Model, data: Dataset<Field>, signal: AbortSignal): Promise<ClippedScores> {
  const metrics = metricsOf();
  await evaluate(model, inOrder(data), metrics, { signal });
  const { loss, clippedLoss, accuracy } = metrics;
  return { loss: loss.compute(), clippedLoss: clippedLoss.compute(), accuracy: accuracy.compute() };
}

function largestWeight(model: Model): number {
  const weights = Object.entries(model.parameters).filter(([name]) => name.endsWith('.weight'));
  return Math.max(...weights.map(([, variable]) => tf.tidy(() => tf.max(tf.abs(variable)).dataSync()[0] ?? 0)));
}
