import { statistics } from '@gradlab/datasets';
import { type ExperimentContext, sizesOf } from '@gradlab-examples/harness';
import type { HouseSet } from './data/house-set.ts';
import { statisticsOf } from './data/scale-houses.ts';
import { runGaussian } from './gaussian/run-gaussian.ts';
import { runLeastSquares } from './least-squares/run-least-squares.ts';
import { lengthsOf, type Part } from './plan.ts';
import type { SetResult } from './results.ts';
import { runDepths } from './training/run-depths.ts';
import { runGrid } from './training/run-grid.ts';

/** Runs the parts that are wanted on a set. */
export async function runSet(set: HouseSet, context: ExperimentContext): Promise<SetResult> {
  const { id, name, about, batchSize, train, validation, test } = set;
  const lengths = lengthsOf(context.profile, context.epochs);
  const wants = (part: Part): boolean => context.only?.includes(part) ?? true;
  const { predictions, ...leastSquares } = runLeastSquares(set);
  context.log(`${name}, least squares: R² ${leastSquares.test.r2.toFixed(4)} on the test houses`);
  const price = Math.max(
    ...[train, validation, test].map((part) => statistics(part, { field: 'y' }).max[0] ?? Number.NaN),
  );
  return {
    ...{ id, name, about, batchSize },
    sizes: sizesOf(set),
    scaling: statisticsOf(set),
    largest: { price, testHouses: test.y.data.filter((value) => value === price).length },
    leastSquares,
    depths: wants('D4-depth') ? await runDepths(set, lengths.depth, predictions, context) : [],
    grid: wants('D4-grid') ? await runGrid(set, lengths, context) : [],
    gaussian: wants('D4-gaussian') ? await runGaussian(set, lengths.gaussian, context) : [],
  };
}
