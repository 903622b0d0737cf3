import type { HouseSet } from '../data/house-set.ts';
import { scaleHouses } from '../data/scale-houses.ts';
import { type PriceScores, scorePrices } from '../price-scores.ts';
import { leastSquares, predictLinear } from './least-squares.ts';

/** Ordinary least squares on a set: what no linear model does better on the training houses. */
export interface LeastSquaresResult {
  readonly parameterCount: number;
  readonly train: PriceScores;
  readonly validation: PriceScores;
  readonly test: PriceScores;
  /** Of the test houses, in dollars. */
  readonly predictions: Float64Array;
}

/** Fits and scores. The scaling does not matter to what is predicted; to the rounding it does. */
export function runLeastSquares(set: HouseSet): LeastSquaresResult {
  const scaled = scaleHouses(set, 'standard');
  const { offset, scale } = scaled.price;
  const fit = leastSquares(scaled.train);
  const predicted = (part: 'train' | 'validation' | 'test'): Float64Array =>
    predictLinear(fit, scaled[part]).map((value) => offset + scale * value);
  const scores = (part: 'train' | 'validation' | 'test'): PriceScores =>
    scorePrices(set[part].y.data, predicted(part), scaled.range);
  return {
    parameterCount: fit.weights.length + 1,
    train: scores('train'),
    validation: scores('validation'),
    test: scores('test'),
    predictions: predicted('test'),
  };
}
