import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import {
  buildNetwork,
  type ExperimentContext,
  type LayerRow,
  layerRows,
  type NetworkReference,
  trainPart,
} from '@gradlab-examples/harness';
import type { HouseSet } from '../data/house-set.ts';
import { SCALINGS, type ScaledHouses, type Scaling, scaleHouses } from '../data/scale-houses.ts';
import { DEPTHS, type DepthPlan, MSE_RATE } from '../plan.ts';
import { type PriceScores, scorePrices } from '../price-scores.ts';
import { predictPrices } from './predict-prices.ts';
import { type Course, trainNetwork } from './train-network.ts';

/** A trained network of one of the published depths, as plain data. */
export interface DepthTraining extends Course {
  readonly id: string;
  readonly layers: number;
  readonly scaling: Scaling;
  readonly epochs: number;
  readonly parameterCount: number;
  readonly rows: readonly LayerRow[];
  readonly train: PriceScores;
  readonly validation: PriceScores;
  readonly test: PriceScores;
  /** Root mean square of its test predictions less those of least squares, in dollars; of one layer alone. */
  readonly fromLeastSquares: number | null;
}

/** What a set's trainings need beside the set. */
export type RunContext = Pick<ExperimentContext, 'seed' | 'signal' | 'parts' | 'folder' | 'log'>;

/** Trains the four depths on both scalings; the weights of those on [0, 1] are among the run's results. */
export async function runDepths(
  set: HouseSet,
  epochs: number,
  leastSquares: Float64Array,
  context: RunContext,
): Promise<DepthTraining[]> {
  const trainings: DepthTraining[] = [];
  for (const scaling of SCALINGS) {
    const houses = scaleHouses(set, scaling);
    for (const plan of DEPTHS) {
      const id = `${set.id}-${plan.id}-${scaling}`;
      const network = networkOf(plan, set);
      const { result } = await trainPart(context, {
        id,
        settings: { plan, scaling, epochs, batchSize: set.batchSize },
        description: { experiment: `house-prices ${id}`, network, input: 'numbers', classes: ['scaled price'] },
        // The same for both scalings.
        build: () => buildNetwork(network, foldIn(foldIn(context.seed, 'weights'), plan.id)),
        train: (model, checkpoint) =>
          trainDepth(model, { ...context, plan, set, houses, epochs, leastSquares, checkpoint }),
      });
      const { keptEpoch, test } = result;
      context.log(
        `${set.name}, ${plan.id}, ${scaling}: R² ${test.r2.toFixed(4)} on the test houses (epoch ${keptEpoch})`,
      );
      trainings.push(result);
    }
  }
  return trainings;
}

const networkOf = ({ zoo }: DepthPlan, { train }: HouseSet): NetworkReference => ({
  builder: 'zoo',
  name: zoo,
  options: { inputShape: train.x.shape },
});

interface DepthContext extends RunContext {
  readonly plan: DepthPlan;
  readonly set: HouseSet;
  readonly houses: ScaledHouses;
  readonly epochs: number;
  readonly leastSquares: Float64Array;
  readonly checkpoint: Parameters<typeof trainNetwork>[2]['checkpoint'];
}

async function trainDepth(model: Model, context: DepthContext): Promise<DepthTraining> {
  const { plan, set, houses, epochs, leastSquares, seed, signal, checkpoint } = context;
  const course = await trainNetwork(model, houses, {
    ...{ loss: 'mse', learningRate: MSE_RATE, epochs, batchSize: set.batchSize, seed, signal },
    ...(checkpoint && { checkpoint }),
  });
  const scores = async (part: 'train' | 'validation' | 'test'): Promise<PriceScores> =>
    scorePrices(set[part].y.data, (await predictPrices(model, houses, part, signal)).means, houses.range);
  const { means } = await predictPrices(model, houses, 'test', signal);
  return {
    id: plan.id,
    layers: plan.layers,
    scaling: houses.scaling,
    epochs,
    parameterCount: model.countParameters(),
    rows: layerRows(model),
    train: await scores('train'),
    validation: await scores('validation'),
    test: await scores('test'),
    fromLeastSquares: plan.layers === 1 ? scorePrices(leastSquares, means, houses.range).rmse : null,
    ...course,
  };
}
