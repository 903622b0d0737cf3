import { batches, type Dataset, type Field } from '@gradlab/datasets';
import { Accuracy, ConfusionMatrix } from '@gradlab/metrics';
import { type Model, zoo } from '@gradlab/models';
import { foldIn, type Key } from '@gradlab/random';
import { type CheckpointOptions, type EpochRecord, evaluate, fit, LossMetric, sgd } from '@gradlab/train';
import { consoleProgress } from '@gradlab/train/progress';
import {
  buildNetwork,
  DIGIT_CLASSES,
  type Digits,
  type ExperimentContext,
  inOrder,
  type LayerRow,
  layerRows,
  type NetworkReference,
  secondsOf,
  trainPart,
} from '@gradlab-examples/harness';
import { lossOf } from './losses.ts';
import { BATCH_SIZE, type Plan } from './plan.ts';

/** What is measured of a set of digits: the loss is the one that was trained by. */
export interface Measured {
  readonly loss: number;
  readonly accuracy: number;
}

/** A finished training, as plain data. */
export interface Training extends Omit<Plan, 'stretch' | 'published'> {
  readonly batchSize: number;
  readonly epochs: number;
  readonly layers: readonly LayerRow[];
  readonly parameterCount: number;
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested: the best on the validation digits. */
  readonly keptEpoch: number;
  readonly validation: Measured;
  readonly test: Measured;
  /** Test digits by true class and prediction. */
  readonly confusion: readonly (readonly number[])[];
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a training needs beside its plan. */
export interface TrainingContext extends Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder'> {
  readonly digits: Digits;
  /** Of the usual training. */
  readonly epochs: number;
}

/** The zoo's network with a plan's activation. */
export function networkOf({ network, activation }: Pick<Plan, 'network' | 'activation'>): NetworkReference {
  return { builder: 'zoo', name: network, ...(activation !== null && { options: { activation } }) };
}

/**
 * Trains by plain SGD at a constant rate and tests the weights of the best epoch.
 *
 * @returns the record; the weights are among the run's results
 */
export async function runTraining(plan: Plan, context: TrainingContext): Promise<Training> {
  const epochs = context.epochs * plan.stretch;
  const { result } = await trainPart(context, {
    id: plan.id,
    settings: { plan, epochs, batchSize: BATCH_SIZE },
    description: {
      experiment: `mnist-depth ${plan.label}`,
      network: networkOf(plan),
      input: 'digit',
      classes: DIGIT_CLASSES,
    },
    // Named by the network: another loss or activation starts from the same weights.
    build: () => buildNetwork(networkOf(plan), firstWeights(context.seed, plan)),
    train: (model, checkpoint) => trainAndTest(model, plan, { ...context, epochs }, checkpoint),
  });
  return result;
}

/** The seed of a network's first weights. */
export function firstWeights(seed: number, { network }: Pick<Plan, 'network'>): Key {
  return foldIn(foldIn(seed, 'weights'), zoo[network].parameterCount);
}

async function trainAndTest(
  model: Model,
  plan: Plan,
  { digits, seed, signal, epochs }: TrainingContext,
  checkpoint: CheckpointOptions,
): Promise<Training> {
  const optimizer = sgd({ learningRate: plan.learningRate });
  const measured = () => ({ loss: new LossMetric(lossOf(plan.loss, plan.output)), accuracy: new Accuracy() });
  const measure = async (data: Dataset<Field>): Promise<Measured> => {
    const metrics = measured();
    await evaluate(model, inOrder(data), metrics, { signal });
    return { loss: metrics.loss.compute(), accuracy: metrics.accuracy.compute() };
  };
  try {
    const history = await fit(model, {
      data: (epoch) => batches(digits.train, { batchSize: BATCH_SIZE, seed: foldIn(seed, 'shuffle'), epoch }),
      epochs,
      loss: lossOf(plan.loss, plan.output),
      optimizer,
      metrics: { accuracy: new Accuracy() },
      evaluations: { validation: { data: () => inOrder(digits.validation), metrics: measured() } },
      keepBest: { set: 'validation', metric: 'accuracy', mode: 'max' },
      callbacks: [consoleProgress({ stepsPerEpoch: Math.ceil(digits.train.size / BATCH_SIZE) })],
      checkpoint,
      signal,
    });
    const confusion = new ConfusionMatrix({ classes: DIGIT_CLASSES.length });
    await evaluate(model, inOrder(digits.test), { confusion }, { signal });
    const { stretch, published, ...described } = plan;
    return {
      ...described,
      batchSize: BATCH_SIZE,
      epochs,
      layers: layerRows(model),
      parameterCount: model.countParameters(),
      history: history.epochs,
      keptEpoch: history.keptEpoch,
      validation: await measure(digits.validation),
      test: await measure(digits.test),
      confusion: confusion.compute(),
      seconds: secondsOf(history.epochs),
    };
  } finally {
    optimizer.dispose();
  }
}
