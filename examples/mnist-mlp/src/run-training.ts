import { batches, type Dataset, type Field } from '@gradlab/datasets';
import { Accuracy, LogLoss } from '@gradlab/metrics';
import { type LayerSummary, type Model, mlp } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { type Batch, type EpochRecord, evaluate, fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import type { Digits } from '@gradlab-examples/harness';
import * as tf from '@tensorflow/tfjs-core';
import type { Plan } from './plan.ts';
import { initializers } from './settings.ts';

const CLASSES = 10;
const EVALUATION_BATCH = 1000;

/** Each sample's probability is clipped here for the second loss: Normal's published curve is of such a loss. */
const CLIP = 1e-6;

/** What is measured of a set of digits. */
export interface Scores {
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** The same with each sample's probability clipped at 1e-6. */
  readonly clippedLoss: number;
  readonly accuracy: number;
}

/** A finished training, as plain data. */
export interface Training {
  readonly plan: Plan;
  readonly layers: readonly LayerSummary[];
  readonly parameterCount: number;
  readonly epochs: number;
  /** Before the first update. */
  readonly initial: { readonly train: Scores; readonly validation: Scores };
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested. */
  readonly keptEpoch: number;
  readonly test: Scores;
  /** Largest absolute value among all weights (biases left out) at the end. */
  readonly largestWeight: number;
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a training needs beside its plan. */
export interface TrainingContext {
  readonly digits: Digits;
  readonly seed: number;
  readonly epochs?: number;
  readonly signal: AbortSignal;
}

/**
 * Runs one training.
 *
 * @param plan what to train
 * @param context data, seed, number of epochs
 * @returns the record, and the model, which the caller disposes
 */
export async function runTraining(plan: Plan, context: TrainingContext): Promise<{ training: Training; model: Model }> {
  const model = buildModel(plan, context.seed);
  try {
    return { training: await trainAndTest(model, plan, context), model };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

function buildModel({ setting, initialisation }: Plan, seed: number): Model {
  return mlp({
    inputShape: [28, 28, 1],
    hidden: setting.hidden,
    outputs: CLASSES,
    weightInitializer: initializers[initialisation],
    // Every reading starts from the same weights, so that it alone makes the difference.
    seed: foldIn(foldIn(seed, setting.id), initialisation),
  });
}

async function trainAndTest(model: Model, plan: Plan, context: TrainingContext): Promise<Training> {
  const { digits, signal } = context;
  const { setting, reading } = plan;
  const epochs = context.epochs ?? setting.epochs;
  const stepsPerEpoch = Math.ceil(digits.train.size / setting.batchSize);
  const score = (data: Dataset<Field>): Promise<Scores> => scoresOf(model, data, signal);
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
      train: { data: () => inOrder(digits.train), metrics: scoreMetrics() },
      validation: { data: () => inOrder(digits.validation), metrics: scoreMetrics() },
    },
    ...(setting.keepBest && { keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' } as const }),
    callbacks: [consoleProgress({ stepsPerEpoch })],
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
    seconds: history.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

function inOrder(data: Dataset<Field>): AsyncIterable<Batch> {
  return batches(data, { batchSize: EVALUATION_BATCH });
}

function scoreMetrics(): { loss: LogLoss; clippedLoss: LogLoss; accuracy: Accuracy } {
  return {
    loss: new LogLoss({ fromLogits: true }),
    clippedLoss: new LogLoss({ fromLogits: true, clip: CLIP }),
    accuracy: new Accuracy(),
  };
}

async function scoresOf(model: Model, data: Dataset<Field>, signal: AbortSignal): Promise<Scores> {
  const metrics = scoreMetrics();
  await evaluate(model, inOrder(data), metrics, { signal });
  const { loss, clippedLoss, accuracy } = metrics;
  return { loss: loss.compute(), clippedLoss: clippedLoss.compute(), accuracy: accuracy.compute() };
}

function largestWeight(model: Model): number {
  const weights = Object.entries(model.parameters).filter(([name]) => name.endsWith('.weight'));
  return Math.max(...weights.map(([, variable]) => tf.tidy(() => tf.max(tf.abs(variable)).dataSync()[0] ?? 0)));
}
