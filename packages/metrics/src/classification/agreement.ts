import { requireOneOf } from '@gradlab-internal/checks';
import { ExactSum } from '../state/exact-sum.ts';
import { type CountMatrix, MatrixMetric, type MatrixMetricOptions } from './matrix-metric.ts';

/**
 * Matthews correlation coefficient of any number of classes (Gorodkin's R_K):
 * (c s − Σ pₖtₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)), with s examples, c of them right, pₖ predicted and tₖ true of class k.
 *
 * 0 where truth or predictions are of one class only, as in scikit-learn. In [−1, 1]; NaN before the first example.
 *
 * @see Gorodkin: Comparing two K-category assignments by a K-category correlation coefficient. Comput. Biol. Chem., 2004.
 *
 * @example
 * ```ts
 * import { MatthewsCorrelation } from '@gradlab/metrics';
 *
 * const mcc = new MatthewsCorrelation({ classes: 2 });
 * mcc.update({ labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1] });
 * console.log(mcc.compute().toFixed(4)); // 0.5774
 * ```
 */
export class MatthewsCorrelation extends MatrixMetric<number> {
  /** @throws TypeError or RangeError if `classes` is not an integer ≥ 1 */
  constructor({ classes }: MatrixMetricOptions) {
    super('matthewsCorrelation', { classes });
  }

  /** In [−1, 1]; NaN before the first example. */
  compute(): number {
    const { hits, truths, predictions, total } = this.counts();
    if (total === 0) return Number.NaN;
    // Differences of products that may nearly cancel: summed without rounding.
    const right = crossSum(total, hits, truths, predictions);
    const scale =
      Math.sqrt(crossSum(total, truths, truths, truths)) *
      Math.sqrt(crossSum(total, predictions, predictions, predictions));
    return scale === 0 ? 0 : Math.max(-1, Math.min(1, right / scale));
  }
}

/** total·Σ parts − Σ aₖbₖ */
function crossSum(total: number, parts: readonly number[], a: readonly number[], b: readonly number[]): number {
  const sum = new ExactSum();
  for (const part of parts) sum.addProduct(total, part);
  a.forEach((value, k) => {
    sum.addProduct(-value, b[k] as number);
  });
  return sum.value();
}

export interface CohenKappaOptions extends MatrixMetricOptions {
  /** What a confusion of classes i and j costs: 1, |i − j|, or (i − j)². Default `'none'`, which is 1. */
  readonly weights?: 'none' | 'linear' | 'quadratic';
}

/**
 * Cohen's κ, agreement beyond chance: 1 − Σ cᵢⱼ nᵢⱼ / Σ cᵢⱼ eᵢⱼ, with costs c, counts n, and the counts e that truth and
 * predictions would have if they were independent.
 *
 * 1 is perfect, 0 chance. NaN before the first example, and where all examples are of one class and predicted to be of it (0/0).
 *
 * @see Cohen: Weighted kappa. Psychological Bulletin 70, 1968.
 *
 * @example
 * ```ts
 * import { CohenKappa } from '@gradlab/metrics';
 *
 * const kappa = new CohenKappa({ classes: 2 });
 * kappa.update({ labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1] });
 * console.log(kappa.compute()); // 0.5
 * ```
 */
export class CohenKappa extends MatrixMetric<number> {
  readonly weights: 'none' | 'linear' | 'quadratic';

  /** @throws TypeError or RangeError if `classes` is not an integer ≥ 1, or `weights` none of the three */
  constructor({ classes, weights = 'none' }: CohenKappaOptions) {
    requireOneOf('cohenKappa', 'weights', weights, ['none', 'linear', 'quadratic']);
    super('cohenKappa', { classes, weights });
    this.weights = weights;
  }

  /** At most 1; NaN before the first example. */
  compute(): number {
    const counts = this.counts();
    const observed = costOf(counts, this.weights, (i, j) => [
      counts.cells[i * counts.classes + j] as number,
      counts.total,
    ]);
    const expected = costOf(counts, this.weights, (i, j) => [
      counts.truths[i] as number,
      counts.predictions[j] as number,
    ]);
    return 1 - observed / expected;
  }
}

function costOf(
  { classes }: CountMatrix,
  weights: 'none' | 'linear' | 'quadratic',
  factors: (i: number, j: number) => readonly [number, number],
): number {
  const sum = new ExactSum();
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) {
      if (i !== j) sum.addWeightedProduct(costOfPair(Math.abs(i - j), weights), ...factors(i, j));
    }
  }
  return sum.value();
}

function costOfPair(distance: number, weights: 'none' | 'linear' | 'quadratic'): number {
  if (weights === 'none') return 1;
  return weights === 'linear' ? distance : distance ** 2;
}
