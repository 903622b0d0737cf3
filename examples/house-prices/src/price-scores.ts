import { MeanAbsoluteError, MeanSquaredError, R2 } from '@gradlab/metrics';

/** How far predicted prices are from the true ones. */
export interface PriceScores {
  /** Mean squared error of prices scaled to [0, 1] by the training prices. */
  readonly mse: number;
  /** Share of the variance of these prices that is explained; 0 for their mean. */
  readonly r2: number;
  /** Root mean squared error in dollars. */
  readonly rmse: number;
  /** Mean absolute error in dollars. */
  readonly mae: number;
}

/**
 * Scores predictions in dollars, however they came about.
 *
 * @param truth prices in dollars
 * @param predicted as many
 * @param range largest less smallest training price
 */
export function scorePrices(truth: ArrayLike<number>, predicted: ArrayLike<number>, range: number): PriceScores {
  const batch = { labels: Float64Array.from(truth), predictions: Float64Array.from(predicted) };
  const [squared, absolute, explained] = [new MeanSquaredError(), new MeanAbsoluteError(), new R2()];
  for (const metric of [squared, absolute, explained]) metric.update(batch);
  const mse = squared.compute();
  return { mse: mse / range ** 2, r2: explained.compute(), rmse: Math.sqrt(mse), mae: absolute.compute() };
}
