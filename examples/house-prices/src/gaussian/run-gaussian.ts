import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import type { CheckpointOptions } from '@gradlab/train';
import { buildNetwork, type LayerRow, layerRows, type NetworkReference, trainPart } from '@gradlab-examples/harness';
import type { HouseSet } from '../data/house-set.ts';
import { SCALINGS, type ScaledHouses, type Scaling, scaleHouses } from '../data/scale-houses.ts';
import { GAUSSIAN_RATE } from '../plan.ts';
import { type PredictedPrices, predictPrices } from '../training/predict-prices.ts';
import type { RunContext } from '../training/run-depths.ts';
import { type Course, trainNetwork } from '../training/train-network.ts';
import { type Calibration, calibrate, errorsOf, type LikelihoodScores, scoreLikelihood } from './assess.ts';
import { rootMeanSquare } from './spread.ts';
import { besideTrueNoise, type TrueNoise } from './true-noise.ts';

/** What a house costs, and what was predicted, in dollars. */
export interface PredictedHouse {
  readonly price: number;
  readonly mean: number;
  readonly sigma: number;
}

/** A trained network of mean and log-variance, as plain data. */
export interface GaussianTraining extends Course {
  readonly scaling: Scaling;
  readonly epochs: number;
  readonly parameterCount: number;
  readonly rows: readonly LayerRow[];
  readonly validation: LikelihoodScores;
  readonly test: LikelihoodScores;
  readonly calibration: Calibration;
  /** The same means with one σ for every house, their root mean squared error on the validation houses: what predicting it is worth. */
  readonly constant: {
    readonly sigma: number;
    readonly validation: LikelihoodScores;
    readonly test: LikelihoodScores;
    readonly calibration: Calibration;
  };
  /** Where the true σ is known. */
  readonly trueNoise: TrueNoise | null;
  /** The first of the test houses, which are in random order. */
  readonly houses: readonly PredictedHouse[];
}

const SHOWN = 120;

/** Trains two hidden layers of 20 with the Gaussian likelihood on both scalings; the weights are among the run's results. */
export async function runGaussian(set: HouseSet, epochs: number, context: RunContext): Promise<GaussianTraining[]> {
  const trainings: GaussianTraining[] = [];
  const network: NetworkReference = {
    builder: 'zoo',
    name: 'housesGaussian',
    options: { inputShape: set.train.x.shape },
  };
  for (const scaling of SCALINGS) {
    const houses = scaleHouses(set, scaling);
    const id = `${set.id}-gaussian-${scaling}`;
    const { result } = await trainPart(context, {
      id,
      settings: { scaling, epochs, batchSize: set.batchSize, rate: GAUSSIAN_RATE },
      description: { experiment: `house-prices ${id}`, network, input: 'numbers', classes: ['mean', 'log-variance'] },
      build: () => buildNetwork(network, foldIn(foldIn(context.seed, 'weights'), 'gaussian')),
      train: (model, checkpoint) => trainGaussian(model, { ...context, set, houses, epochs, checkpoint }),
    });
    context.log(
      `${set.name}, Gaussian, ${scaling}: negative log-likelihood ${result.test.nll.toFixed(4)} on the test houses`,
    );
    trainings.push(result);
  }
  return trainings;
}

interface GaussianContext extends RunContext {
  readonly set: HouseSet;
  readonly houses: ScaledHouses;
  readonly epochs: number;
  readonly checkpoint: CheckpointOptions;
}

async function trainGaussian(model: Model, context: GaussianContext): Promise<GaussianTraining> {
  const { set, houses, epochs, seed, signal, checkpoint } = context;
  const options = { loss: 'gaussian', learningRate: GAUSSIAN_RATE, batchSize: set.batchSize } as const;
  const course = await trainNetwork(model, houses, { ...options, epochs, seed, signal, checkpoint });
  const [validation, test] = [set.validation.y.data, set.test.y.data];
  const onValidation = await predictPrices(model, houses, 'validation', signal);
  const onTest = await predictPrices(model, houses, 'test', signal);
  const sigma = rootMeanSquare(errorsOf(validation, onValidation.means));
  const withOne = ({ means }: PredictedPrices): PredictedPrices => ({ means, sigmas: means.map(() => sigma) });
  return {
    scaling: houses.scaling,
    epochs,
    parameterCount: model.countParameters(),
    rows: layerRows(model),
    validation: scoreLikelihood(validation, onValidation, houses.range),
    test: scoreLikelihood(test, onTest, houses.range),
    calibration: calibrate(test, onTest),
    constant: {
      sigma,
      validation: scoreLikelihood(validation, withOne(onValidation), houses.range),
      test: scoreLikelihood(test, withOne(onTest), houses.range),
      calibration: calibrate(test, withOne(onTest)),
    },
    trueNoise: besideTrueNoise(set, onTest.sigmas),
    houses: Array.from(test.slice(0, SHOWN), (price, i) => ({
      price,
      mean: onTest.means[i] ?? Number.NaN,
      sigma: onTest.sigmas[i] ?? Number.NaN,
    })),
    ...course,
  };
}
