import { SpearmanCorrelation } from '@gradlab/metrics';
import { type PriceScores, scorePrices } from '../price-scores.ts';
import type { PredictedPrices } from '../training/predict-prices.ts';
import { type Coverage, CURVE_LEVELS, coverageOf, LEVELS } from './coverage.ts';
import { meanNll } from './likelihood.ts';
import { rootMeanSquare, type SpreadBin, spreadBins } from './spread.ts';

/** How good predicted distributions are. */
export interface LikelihoodScores extends PriceScores {
  /** Mean negative log-likelihood of prices in [0, 1], without ½ log 2π. */
  readonly nll: number;
}

/** How far a predicted variance can be trusted, on the test houses. */
export interface Calibration {
  readonly coverage: readonly Coverage[];
  /** The same at many levels. */
  readonly curve: readonly Coverage[];
  readonly spread: readonly SpreadBin[];
  /** Spearman's rank correlation of predicted σ and the size of the error; null where either does not vary. */
  readonly rankCorrelation: number | null;
  /** Root mean square of error/σ: 1 for the right variance, more for too small a one. */
  readonly standardizedSpread: number;
}

const SPREAD_BINS = 10;
/** A bin of fewer houses says little of their scatter. */
const LEAST_BIN = 20;

/** Scores predictions on the houses of a part. */
export function scoreLikelihood(
  truth: ArrayLike<number>,
  { means, sigmas }: PredictedPrices,
  range: number,
): LikelihoodScores {
  return { ...scorePrices(truth, means, range), nll: meanNll(errorsOf(truth, means), sigmas, range) };
}

/** Holds predicted variances against what happened. */
export function calibrate(truth: ArrayLike<number>, { means, sigmas }: PredictedPrices): Calibration {
  const errors = errorsOf(truth, means);
  const ranks = new SpearmanCorrelation();
  ranks.update({ labels: errors.map(Math.abs), predictions: sigmas });
  const correlation = ranks.compute();
  return {
    coverage: LEVELS.map((level) => coverageOf(errors, sigmas, level)),
    curve: CURVE_LEVELS.map((level) => coverageOf(errors, sigmas, level)),
    spread: spreadBins(errors, sigmas, Math.max(1, Math.min(SPREAD_BINS, Math.floor(errors.length / LEAST_BIN)))),
    rankCorrelation: Number.isNaN(correlation) ? null : correlation,
    standardizedSpread: rootMeanSquare(errors.map((error, i) => error / (sigmas[i] ?? Number.NaN))),
  };
}

/** Price less predicted mean. */
export function errorsOf(truth: ArrayLike<number>, means: Float64Array): Float64Array {
  return means.map((mean, i) => (truth[i] ?? Number.NaN) - mean);
}
