import { SpearmanCorrelation } from '@gradlab/metrics';
import type { HouseSet } from '../data/house-set.ts';

/** Predicted beside true standard deviations. */
export interface TrueNoise {
  /** Mean of predicted ÷ true. */
  readonly ratio: number;
  /** Spearman's, of both; null where the predicted do not vary. */
  readonly rankCorrelation: number | null;
}

/** Holds predicted standard deviations of the test houses against the true ones; null where nobody knows them. */
export function besideTrueNoise({ test, noise }: HouseSet, sigmas: Float64Array): TrueNoise | null {
  if (noise === undefined) return null;
  const columns = test.x.shape[0] ?? 0;
  const truth = sigmas.map((_, i) => noise(test.x.data.subarray(i * columns, (i + 1) * columns)));
  const ranks = new SpearmanCorrelation();
  ranks.update({ labels: truth, predictions: sigmas });
  const correlation = ranks.compute();
  const ratio = sigmas.reduce((sum, sigma, i) => sum + sigma / (truth[i] ?? Number.NaN), 0) / sigmas.length;
  return { ratio, rankCorrelation: Number.isNaN(correlation) ? null : correlation };
}
