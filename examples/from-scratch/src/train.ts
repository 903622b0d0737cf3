import { batches, type Dataset, type Field } from '@gradlab/datasets';
import type { Model } from '@gradlab/models';
import type { Seed } from '@gradlab/random';
import { type Callback, fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import { secondsOf } from '@gradlab-examples/harness';
import { examplesOf, weightsOf } from './beside-tfjs.ts';
import { descend, eachOf, lossAndGradients, scoresOf, type Weights } from './network.ts';
import type { Plan } from './plan.ts';
import { type Precision, row } from './vectors.ts';

/** A training from its first update to its last. */
export interface Course {
  /** Mean loss of each batch before its update, a list for each epoch. */
  readonly batchLosses: readonly (readonly number[])[];
  /** The weights after each epoch. */
  readonly weights: readonly Weights[];
  /** Wall time of the updates. */
  readonly seconds: number;
}

/** What a training is told. */
export interface TrainingOptions {
  readonly plan: Plan;
  readonly data: Dataset<Field>;
  /** Of the order of the examples. */
  readonly seed: Seed;
  readonly signal: AbortSignal;
}

/** Trains copies of some first weights by hand. */
export async function trainByHand(
  first: Weights,
  precision: Precision,
  { plan, data, seed, signal }: TrainingOptions,
): Promise<Course> {
  const { batchSize, classes, learningRate, epochs } = plan;
  const weights = eachOf(first, (values) => values.slice());
  const [batchLosses, after]: [number[][], Weights[]] = [[], []];
  const started = performance.now();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const losses: number[] = [];
    for await (const batch of batches(data, { batchSize, seed, epoch })) {
      signal.throwIfAborted();
      const { loss, gradients } = lossAndGradients(weights, examplesOf(batch, classes, precision));
      descend(weights, gradients, learningRate);
      losses.push(loss);
    }
    batchLosses.push(losses);
    after.push(eachOf(weights, (values) => values.slice()));
  }
  return { batchLosses, weights: after, seconds: (performance.now() - started) / 1000 };
}

/** Trains a tfjs model in place, on the same batches. */
export async function trainByAutograd(model: Model, { plan, data, seed, signal }: TrainingOptions): Promise<Course> {
  const { batchSize, learningRate, epochs } = plan;
  const batchLosses: number[][] = Array.from({ length: epochs }, () => []);
  const weights: Weights[] = [];
  const recorder: Callback = {
    onStepEnd: ({ epoch, batchLoss }) => {
      batchLosses[epoch - 1]?.push(batchLoss);
    },
    onEpochEnd: () => {
      weights.push(weightsOf(model, 'float32'));
    },
  };
  const optimizer = sgd({ learningRate });
  try {
    const history = await fit(model, {
      data: (epoch) => batches(data, { batchSize, seed, epoch }),
      epochs,
      loss: softmaxCrossEntropy,
      optimizer,
      callbacks: [recorder, consoleProgress({ stepsPerEpoch: Math.ceil(data.size / batchSize) })],
      signal,
    });
    return { batchLosses, weights, seconds: secondsOf(history.epochs) };
  } finally {
    optimizer.dispose();
  }
}

/** The share of examples whose largest score is that of their class. */
export async function accuracyOf(weights: Weights, data: Dataset<Field>): Promise<number> {
  const [classes, inputs] = [weights.by.length, weights.Wh.length / weights.bh.length];
  let right = 0;
  for await (const batch of batches(data, { batchSize: 500 })) {
    const { x, y, count } = examplesOf(batch, classes, 'float64');
    for (let n = 0; n < count; n++) {
      const scores = scoresOf(weights, row(x, n, inputs));
      const prediction = scores.indexOf(Math.max(...scores));
      // None, where a score is no number: the place before would be the example before's.
      if (prediction >= 0 && y[n * classes + prediction] === 1) right += 1;
    }
  }
  return right / data.size;
}
