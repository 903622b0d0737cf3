import { batches } from '@gradlab/datasets';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { type CheckpointOptions, fit, gaussianNll, LossMetric, meanSquaredError, rmsProp } from '@gradlab/train';
import { inOrder, secondsOf } from '@gradlab-examples/harness';
import type { ScaledHouses } from '../data/scale-houses.ts';

/** How a network is trained. */
export interface TrainingOptions {
  /** `mse`: one output, the price; `gaussian`: two, its mean and log-variance. */
  readonly loss: 'mse' | 'gaussian';
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly checkpoint?: CheckpointOptions;
}

/** The course of a training, as plain data. */
export interface Course {
  /** After each epoch, of the scaled prices, in the units of prices in [0, 1]: two scalings can be compared. */
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
  /** The epoch of the least validation loss, whose weights the network has now. */
  readonly keptEpoch: number;
  /** Wall time of the updates alone. */
  readonly seconds: number;
}

const LOSSES = { mse: meanSquaredError, gaussian: gaussianNll } as const;

/** Trains by RMSprop at a constant rate and keeps the weights of the epoch that is best on the validation houses. */
export async function trainNetwork(model: Model, houses: ScaledHouses, options: TrainingOptions): Promise<Course> {
  const { learningRate, epochs, batchSize, seed, signal, checkpoint } = options;
  const loss = LOSSES[options.loss];
  const optimizer = rmsProp({ learningRate });
  try {
    const history = await fit(model, {
      data: (epoch) => batches(houses.train, { batchSize, seed: foldIn(seed, 'shuffle'), epoch }),
      epochs,
      loss: (targets, predictions) => loss(targets, predictions),
      optimizer,
      evaluations: {
        validation: {
          data: () => inOrder(houses.validation),
          metrics: { loss: new LossMetric((targets, predictions) => loss(targets, predictions)) },
        },
      },
      keepBest: { set: 'validation', metric: 'loss', mode: 'min' },
      signal,
      ...(checkpoint && { checkpoint }),
    });
    const inUnit = toUnit(options.loss, houses);
    return {
      trainLoss: history.epochs.map((record) => inUnit(record.loss)),
      validationLoss: history.epochs.map(({ evaluations }) => inUnit(Number(evaluations.validation?.loss))),
      keptEpoch: history.keptEpoch,
      seconds: secondsOf(history.epochs),
    };
  } finally {
    optimizer.dispose();
  }
}

/** A density is divided by what lengths are multiplied by, so its negative logarithm moves by the logarithm of that. */
function toUnit(loss: TrainingOptions['loss'], { price, range }: ScaledHouses): (value: number) => number {
  const factor = price.scale / range;
  return loss === 'mse' ? (value) => value * factor ** 2 : (value) => value + Math.log(factor);
}
