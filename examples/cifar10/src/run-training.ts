import type { Transform } from '@gradlab/augment';
import { batches, type Dataset, type Field, take } from '@gradlab/datasets';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import {
  adam,
  type Batch,
  type CheckpointOptions,
  type ClassifiedExample,
  classifyExamples,
  cosine,
  evaluate,
  type FitOptions,
  fit,
  sgd,
  softmaxCrossEntropy,
} from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  buildNetwork,
  type ExperimentContext,
  inTurn,
  layerRows,
  type Scores,
  scoreMetrics,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import { augmentation, inputTransform } from './inputs.ts';
import type { Pictures } from './pictures.ts';
import type { Plan } from './plan.ts';
import type { Training } from './training.ts';

/** What a training needs beside its plan. */
export interface TrainingContext extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly pictures: Pictures;
}

const EVALUATION_BATCH = 250;
const HARDEST = 18;

/**
 * Trains by a plan and tests the weights of the epoch that was best on the validation pictures.
 *
 * @returns the record; the weights are among the run's results
 */
export async function runTraining(plan: Plan, context: TrainingContext): Promise<Training> {
  const { id, network, changes, descent, epochs } = plan;
  const transform = inputTransform(changes, context.pictures.train);
  const { result } = await trainPart(context, {
    id,
    settings: { network: network.reference, changes, descent, epochs },
    description: {
      experiment: `cifar10 ${plan.label}`,
      network: network.reference,
      input: 'photo',
      classes: context.pictures.classes,
      ...(transform !== undefined && { transform: transform.config }),
    },
    // Named by its size, so that every row starts from the same weights where the network is the same.
    build: () => buildNetwork(network.reference, foldIn(foldIn(context.seed, 'weights'), network.parameterCount)),
    train: (model, checkpoint) => trainAndTest(model, plan, { ...context, transform }, checkpoint),
  });
  return result;
}

/** With what is done to every picture. */
interface Prepared extends TrainingContext {
  readonly transform: Transform | undefined;
}

async function trainAndTest(
  model: Model,
  plan: Plan,
  context: Prepared,
  checkpoint: CheckpointOptions,
): Promise<Training> {
  const { pictures, signal } = context;
  const { id, label, before, network, changes, descent, epochs } = plan;
  const { learningRate, momentum } = descent;
  const optimizer = momentum === undefined ? adam({ learningRate }) : sgd({ learningRate, momentum });
  try {
    const { epochs: history, keptEpoch } = await fit(model, { ...fitOptions(plan, context), optimizer, checkpoint });
    const examples = await classifyExamples(model, inOrder(pictures.test, context), { signal });
    const { name, description, design, parameterCount } = network;
    return {
      ...{ id, label, before },
      network: { name, description, design, parameterCount },
      settings: { ...changes, ...descent, epochs },
      layers: layerRows(model),
      history,
      keptEpoch,
      train: await scoresOf(model, someOf(pictures), context),
      validation: await scoresOf(model, pictures.validation, context),
      test: scoresOfExamples(examples),
      predictions: examples.map(({ prediction }) => prediction).join(''),
      hardest: [...examples].sort((a, b) => b.loss - a.loss || a.index - b.index).slice(0, HARDEST),
      seconds: secondsOf(history),
    };
  } finally {
    optimizer.dispose();
  }
}

function fitOptions(plan: Plan, context: Prepared): Omit<FitOptions, 'optimizer'> {
  const { pictures, seed, signal, transform } = context;
  const { changes, descent, epochs } = plan;
  const { batchSize, learningRate } = descent;
  const [side = 0] = pictures.train.x.shape;
  const both = inTurn(augmentation(changes, side), transform);
  const stepsPerEpoch = Math.ceil(pictures.train.size / batchSize);
  return {
    data: (epoch) =>
      batches(pictures.train, {
        ...{ batchSize, epoch, signal },
        seed: foldIn(seed, 'shuffle'),
        ...(both !== undefined && { transform: both }),
      }),
    epochs,
    loss: softmaxCrossEntropy,
    ...(changes.schedule && {
      schedule: cosine({ rate: learningRate, length: epochs * stepsPerEpoch }),
      scheduleBy: 'update',
    }),
    seed: foldIn(seed, 'dropout'),
    evaluations: {
      train: { data: () => inOrder(someOf(pictures), context), metrics: scoreMetrics() },
      validation: { data: () => inOrder(pictures.validation, context), metrics: scoreMetrics() },
    },
    keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' },
    callbacks: [consoleProgress({ stepsPerEpoch })],
    signal,
  };
}

/** As many training pictures as there are validation pictures: all of them would take a third of an epoch's time. */
function someOf({ train, validation }: Pictures): Dataset<Field> {
  return take(train, Math.min(train.size, validation.size));
}

/** Pictures as they are tested: brought to the network's input, not augmented. */
function inOrder(
  data: Dataset<Field>,
  { transform, signal }: Pick<Prepared, 'transform' | 'signal'>,
): AsyncIterable<Batch> {
  return batches(data, { batchSize: EVALUATION_BATCH, signal, ...(transform !== undefined && { transform }) });
}

async function scoresOf(model: Model, data: Dataset<Field>, context: Prepared): Promise<Scores> {
  const metrics = scoreMetrics();
  await evaluate(model, inOrder(data, context), metrics, { signal: context.signal });
  return { loss: metrics.loss.compute(), accuracy: metrics.accuracy.compute() };
}

function scoresOfExamples(examples: readonly ClassifiedExample[]): Scores {
  const right = examples.filter(({ label, prediction }) => label === prediction).length;
  const loss = examples.reduce((sum, example) => sum + example.loss, 0);
  return { loss: loss / examples.length, accuracy: right / examples.length };
}
