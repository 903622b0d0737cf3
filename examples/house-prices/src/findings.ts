import { counted } from '@gradlab-examples/harness';
import { SCALED } from './data/scale-houses.ts';
import { ACTIVATION_NAMES, GRID_ACTIVATIONS, GRID_LAYERS, GRID_WIDTHS, gridName } from './plan.ts';
import type { SetResult } from './results.ts';
import { meanScore, ranked } from './training/grid-summary.ts';
import type { DepthTraining } from './training/run-depths.ts';
import type { GridCell } from './training/run-grid.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/** `12,300 dollars`. */
export const dollars = (amount: number): string => `${Math.round(amount).toLocaleString('en-US')} dollars`;

const mse = (value: number): string => value.toFixed(6);

/** How near one layer comes to what is best for it. */
export function linearFinding({ leastSquares, depths }: SetResult): string {
  const sentences = depths.flatMap(({ layers, scaling, train, test, fromLeastSquares }) => {
    if (layers !== 1 || fromLeastSquares === null) return [];
    const more = (100 * (train.mse / leastSquares.train.mse - 1)).toFixed(2);
    return [
      `Trained on ${SCALED[scaling]}, one layer ends with a training error ${more} % above that of least squares, and its test prices are ${dollars(fromLeastSquares)} from those of least squares (root mean square), and ${dollars(test.rmse)} from the true ones, theirs ${dollars(leastSquares.test.rmse)}.`,
    ];
  });
  return `No linear model has a smaller squared error on the training houses than least squares, ${mse(leastSquares.train.mse)}. ${sentences.join(' ')}`;
}

/** Which depth was best, by validation. */
export function depthFinding({ leastSquares, depths }: SetResult): string {
  const [best] = [...depths].sort((a, b) => a.validation.mse - b.validation.mse);
  if (best === undefined) return '';
  const less = 1 - best.test.mse / leastSquares.test.mse;
  const change =
    less > 0
      ? `${(100 * less).toFixed(1)} % less squared error than least squares`
      : `${(-100 * less).toFixed(1)} % more squared error than least squares`;
  return `Best on the validation houses: ${counted(best.layers, 'layer')} on ${SCALED[best.scaling]}, with ${change} on the test houses, R² ${best.test.r2.toFixed(3)} against ${leastSquares.test.r2.toFixed(3)}, and ${dollars(best.test.mae)} of mean absolute error against ${dollars(leastSquares.test.mae)}.`;
}

/** Which of the two scalings each depth learns better on. */
export function scalingFinding({ depths }: SetResult): string {
  const pairs = depths.flatMap((unit): [DepthTraining, DepthTraining][] => {
    const standard = depths.find(({ id, scaling }) => id === unit.id && scaling === 'standard');
    return unit.scaling === 'unit' && standard !== undefined ? [[unit, standard]] : [];
  });
  if (pairs.length === 0) return '';
  const better = pairs.filter(([unit, standard]) => standard.validation.mse < unit.validation.mse).length;
  const ratios = pairs.map(([unit, standard]) => (unit.validation.mse / standard.validation.mse).toFixed(2));
  return `Standardised values give the smaller validation error at ${better} of ${counted(pairs.length, 'depth')}. The error of those trained on values in [0, 1] is ${ratios.join(', ')} times theirs, in the order of depth.`;
}

/** What depth, width and activation did. */
export function gridFinding({ grid }: SetResult): string {
  const order = ranked(grid);
  const [best, worst] = [order[0], order.at(-1)];
  if (best === undefined || worst === undefined) return '';
  const mean = (cells: readonly GridCell[]): string =>
    (cells.reduce((sum, cell) => sum + meanScore(cell, 'validation', 'r2'), 0) / cells.length).toFixed(3);
  const by = <T extends string | number>(values: readonly T[], key: 'layers' | 'width' | 'activation'): string =>
    values
      .map((value) => `${nameOf(value)}: ${mean(grid.filter((cell) => cell.layers > 1 && cell[key] === value))}`)
      .join(', ');
  const ends = `${gridName(best)} is best on the validation houses (R² ${meanScore(best, 'validation', 'r2').toFixed(3)}; ${meanScore(best, 'test', 'r2').toFixed(3)} and ${dollars(meanScore(best, 'test', 'rmse'))} of root mean squared error on the test houses), ${gridName(worst)} worst (${meanScore(worst, 'validation', 'r2').toFixed(3)}).`;
  return `${ends} Mean validation R² by activation: ${by(GRID_ACTIVATIONS, 'activation')}; by layers: ${by(GRID_LAYERS, 'layers')}; by neurons: ${by(GRID_WIDTHS, 'width')}.`;
}

const nameOf = (value: string | number): string =>
  value === 'tanh' || value === 'relu' || value === 'sigmoid' ? ACTIVATION_NAMES[value] : String(value);

/** How far chance alone moves a network of the sweep. */
export function repeatFinding({ grid }: SetResult): string {
  const spreads = grid.flatMap(({ runs }) => {
    const values = runs.map(({ validation }) => validation.r2);
    return values.length < 2 ? [] : [Math.max(...values) - Math.min(...values)];
  });
  const [middle] = spreads.sort((a, b) => a - b).slice(Math.floor(spreads.length / 2));
  if (middle === undefined)
    return 'Each network was trained once: how much of a difference is chance, this run does not tell.';
  return `Between the first weights of one network the validation R² differs by ${middle.toFixed(3)} (median over the networks) and at most by ${(spreads.at(-1) ?? 0).toFixed(3)}: smaller differences between networks may be chance.`;
}
