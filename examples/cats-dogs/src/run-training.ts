import type { Transform } from '@gradlab/augment';
import { batches, type Dataset, type Field, take } from '@gradlab/datasets';
import { Accuracy } from '@gradlab/metrics';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import {
  adam,
  type Batch,
  type CheckpointOptions,
  type ClassifiedExample,
  classifyExamples,
  cosine,
  type FitOptions,
  fit,
  type History,
  sgd,
  softmaxCrossEntropy,
  TrainingError,
} from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  buildNetwork,
  type ExperimentContext,
  inTurn,
  layerRows,
  type Part,
  scoreMetrics,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import { augmentation, inputTransform, referenceTo } from './inputs.ts';
import { PHOTO_CLASSES, type Photos } from './photos.ts';
import type { Plan } from './plans/plan.ts';
import { PLATEAU, STOPPING_PATIENCE } from './plans/vgg-plans.ts';
import { describePlan, type Training } from './training.ts';

/** What a training needs beside its plan. */
export interface TrainingContext extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly photos: Photos;
  /** Threads that augment while the network trains. */
  readonly workers: number;
}

/** The same while it trains. */
interface Underway extends TrainingContext {
  /** What is done to every photo; worked out once, as it may need a look at them all. */
  readonly toInput: Transform | undefined;
  readonly checkpoint: CheckpointOptions;
}

const EVALUATION_BATCH = 200;

/**
 * Trains by a plan, from the last checkpoint if there is one, and tests the weights of the epoch that was best on the validation photos.
 *
 * @returns the record, and the folder of the part with the weights, which are among the run's results too
 */
export function runTraining(plan: Plan, context: TrainingContext): Promise<Part<Training>> {
  const { id, network, input } = plan;
  const { settings } = describePlan(plan);
  const transform = inputTransform(input, context.photos.train);
  return trainPart(context, {
    id,
    settings: { network: network.reference, atOnce: network.atOnce, ...settings },
    description: {
      experiment: `cats-dogs ${plan.label}`,
      network: network.reference,
      input: 'photo',
      classes: PHOTO_CLASSES,
      ...(transform !== undefined && { transform: transform.config }),
    },
    // Named by its size, so that the same network in other settings starts from the same weights.
    build: () => buildNetwork(network.reference, foldIn(foldIn(context.seed, 'weights'), network.parameterCount)),
    train: (model, checkpoint) => trainAndTest(model, plan, { ...context, toInput: transform, checkpoint }),
  });
}

async function trainAndTest(model: Model, plan: Plan, context: Underway): Promise<Training> {
  const { photos, signal } = context;
  const { history, failure } = await train(model, plan, fitOptions(plan, context));
  const classify = async (data: Dataset<Field>): Promise<number[]> =>
    probabilitiesOf(await classifyExamples(model, inOrder(plan, context, data), { signal }));
  return {
    ...describePlan(plan),
    layers: layerRows(model),
    history: history.epochs,
    keptEpoch: history.keptEpoch,
    stoppedEarly: history.stoppedEarly ?? false,
    failure,
    validation: await classify(photos.validation),
    test: await classify(photos.test),
    seconds: secondsOf(history.epochs),
  };
}

const NOTHING: History = { epochs: [], keptEpoch: 0 };

/** A loss that is no number any more is a result too, and must not end the trainings after it. */
async function train(
  model: Model,
  { learningRate, optimisation }: Plan,
  options: Omit<FitOptions, 'optimizer'>,
): Promise<{ history: History; failure: string | null }> {
  const optimizer =
    optimisation.kind === 'adam' ? adam({ learningRate }) : sgd({ learningRate, momentum: optimisation.momentum });
  try {
    return { history: await fit(model, { ...options, optimizer }), failure: null };
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    return { history: NOTHING, failure: error.message };
  } finally {
    optimizer.dispose();
  }
}

function fitOptions(plan: Plan, context: Underway): Omit<FitOptions, 'optimizer'> {
  const { photos, seed, checkpoint, signal } = context;
  const { batchSize, epochs, l2, network } = plan;
  const atOnce = largestDivisor(batchSize, network.atOnce);
  const { data, stepsPerEpoch } = trainingData(plan, atOnce, context);
  return {
    data,
    epochs,
    loss: softmaxCrossEntropy,
    accumulate: batchSize / atOnce,
    l2,
    seed: foldIn(seed, 'dropout'),
    metrics: { accuracy: new Accuracy() },
    evaluations: {
      validation: {
        data: () => inOrder(plan, context, photos.validation),
        metrics: scoreMetrics(),
      },
    },
    keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' },
    ...rateOptions(plan, stepsPerEpoch),
    callbacks: [consoleProgress({ stepsPerEpoch })],
    checkpoint,
    signal,
  };
}

/** Fewer photos are gone through as often as makes the updates of all. */
function trainingData(
  plan: Plan,
  atOnce: number,
  { photos, toInput, seed, signal, workers }: Underway,
): { readonly data: FitOptions['data']; readonly stepsPerEpoch: number } {
  const data = take(photos.train, Math.min(plan.photos ?? Number.POSITIVE_INFINITY, photos.train.size));
  const repeats = Math.max(1, Math.round(photos.train.size / data.size));
  const augmented = plan.augmented ? augmentation() : undefined;
  const transform = inTurn(augmented, toInput);
  const pass = (epoch: number): AsyncIterable<Batch> =>
    batches(data, {
      batchSize: atOnce,
      seed: foldIn(seed, 'shuffle'),
      epoch,
      ...(transform !== undefined && { transform: referenceTo(transform), workers: plan.augmented ? workers : 0 }),
      signal,
    });
  return {
    data: (epoch) => inTurns(repeats, (repeat) => pass((epoch - 1) * repeats + repeat)),
    stepsPerEpoch: Math.ceil((repeats * Math.ceil(data.size / atOnce) * atOnce) / plan.batchSize),
  };
}

function rateOptions({ falling, learningRate, epochs }: Plan, stepsPerEpoch: number): Partial<FitOptions> {
  const watched = { set: 'validation', metric: 'loss', mode: 'min' } as const;
  if (falling === 'plateau') {
    return { reduceOnPlateau: { ...watched, ...PLATEAU }, earlyStopping: { ...watched, patience: STOPPING_PATIENCE } };
  }
  return { schedule: cosine({ rate: learningRate, length: epochs * stepsPerEpoch }), scheduleBy: 'update' };
}

async function* inTurns(count: number, pass: (index: number) => AsyncIterable<Batch>): AsyncIterable<Batch> {
  for (let i = 0; i < count; i++) yield* pass(i);
}

/** The largest number that divides `total` and is at most `most`. */
function largestDivisor(total: number, most: number): number {
  let divisor = Math.min(total, most);
  while (total % divisor !== 0) divisor--;
  return divisor;
}

/** Photos as they are tested: brought to the network's input, not augmented. */
function inOrder({ network }: Plan, { toInput }: Underway, data: Dataset<Field>): AsyncIterable<Batch> {
  const batchSize = Math.min(EVALUATION_BATCH, 4 * network.atOnce);
  return batches(data, { batchSize, ...(toInput !== undefined && { transform: referenceTo(toInput) }) });
}

// Of float32, whose eighth digit says nothing.
const DIGITS = 7;

/** For each photo how sure the network is that it is a dog; one that says nothing any more is as sure of either. */
function probabilitiesOf(examples: readonly ClassifiedExample[]): number[] {
  return examples.map(({ label, labelProbability }) => {
    const ofDog = label === 1 ? labelProbability : 1 - labelProbability;
    return Number.isFinite(ofDog) ? Number(ofDog.toPrecision(DIGITS)) : 0.5;
  });
}
