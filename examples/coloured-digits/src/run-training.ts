import { batches } from '@gradlab/datasets';
import { ConfusionMatrix } from '@gradlab/metrics';
import { type DigitAndColour, type Model, zoo } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { adam, type CheckpointOptions, cosine, type EpochRecord, evaluate, fit, headMetric } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  DIGIT_CLASSES,
  type ExperimentContext,
  inOrder,
  type LayerRow,
  layerRows,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import { bothLosses, type Head, type Measured, measures } from './heads.ts';
import { judgeExamples, type Verdict } from './judge-examples.ts';
import type { ColouredDigits } from './load-coloured-digits.ts';
import { BATCH_SIZE, type Plan, RATES } from './plan.ts';

/** A finished training, as plain data. */
export interface Training extends Omit<Plan, 'published'> {
  readonly batchSize: number;
  readonly epochs: number;
  readonly layers: readonly LayerRow[];
  readonly parameterCount: number;
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested: the best joint accuracy on the validation digits. */
  readonly keptEpoch: number;
  readonly validation: Measured;
  readonly test: Measured;
  /** Of each head: test examples by true class and prediction. */
  readonly confusions: Readonly<Record<Head, readonly (readonly number[])[]>>;
  /** The test examples of which digit or colour is wrong, in their order. */
  readonly mistakes: readonly Verdict[];
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a training needs beside its plan. */
export interface TrainingContext extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly digits: ColouredDigits;
  readonly epochs: number;
}

/**
 * Trains by Adam, the rate falling along a cosine, and tests the weights of the best epoch.
 *
 * @returns the record; the weights are among the run's results
 */
export async function runTraining(plan: Plan, context: TrainingContext): Promise<Training> {
  const { result } = await trainPart<Training, DigitAndColour>(context, {
    id: plan.id,
    settings: { plan, epochs: context.epochs, batchSize: BATCH_SIZE, rates: RATES },
    build: () => zoo[plan.network].build({ seed: foldIn(foldIn(context.seed, 'weights'), plan.id) }),
    train: (model, checkpoint) => trainAndTest(model, plan, context, checkpoint),
  });
  return result;
}

async function trainAndTest(
  model: Model<DigitAndColour>,
  { published, ...plan }: Plan,
  { digits, seed, signal, epochs }: TrainingContext,
  checkpoint: CheckpointOptions,
): Promise<Training> {
  const stepsPerEpoch = Math.ceil(digits.train.size / BATCH_SIZE);
  const optimizer = adam({ learningRate: RATES.first });
  // The loss of the training digits is in the history by itself.
  const { loss: _, ...shares } = measures();
  try {
    const history = await fit(model, {
      data: (epoch) => batches(digits.train, { batchSize: BATCH_SIZE, seed: foldIn(seed, 'shuffle'), epoch }),
      epochs,
      loss: bothLosses,
      optimizer,
      schedule: cosine({ rate: RATES.first, minRate: RATES.last, length: epochs * stepsPerEpoch }),
      scheduleBy: 'update',
      metrics: shares,
      evaluations: { validation: { data: () => inOrder(digits.validation), metrics: measures() } },
      keepBest: { set: 'validation', metric: 'joint', mode: 'max' },
      callbacks: [consoleProgress({ stepsPerEpoch })],
      checkpoint,
      signal,
    });
    const confusions = {
      digit: new ConfusionMatrix({ classes: DIGIT_CLASSES.length }),
      colour: new ConfusionMatrix({ classes: digits.test.y.colour.classNames?.length ?? 0 }),
    };
    const test = await measure(model, digits.test, signal, {
      digits: headMetric('digit', confusions.digit),
      colours: headMetric('colour', confusions.colour),
    });
    const verdicts = await judgeExamples(model, digits.test, signal);
    return {
      ...plan,
      batchSize: BATCH_SIZE,
      epochs,
      layers: layerRows(model),
      parameterCount: model.countParameters(),
      history: history.epochs,
      keptEpoch: history.keptEpoch,
      validation: await measure(model, digits.validation, signal),
      test,
      confusions: { digit: confusions.digit.compute(), colour: confusions.colour.compute() },
      mistakes: verdicts.filter(({ digit, colour }) => !isRight(digit) || !isRight(colour)),
      seconds: secondsOf(history.epochs),
    };
  } finally {
    optimizer.dispose();
  }
}

/** Whether an answer is the true class. */
export function isRight({ label, prediction }: Verdict[Head]): boolean {
  return label === prediction;
}

async function measure(
  model: Model<DigitAndColour>,
  data: ColouredDigits['test'],
  signal: AbortSignal,
  others: Readonly<Record<string, ReturnType<typeof headMetric>>> = {},
): Promise<Measured> {
  const metrics = measures();
  await evaluate(model, inOrder(data), { ...metrics, ...others }, { signal });
  return {
    loss: metrics.loss.compute(),
    digit: metrics.digit.compute(),
    colour: metrics.colour.compute(),
    joint: metrics.joint.compute(),
  };
}
