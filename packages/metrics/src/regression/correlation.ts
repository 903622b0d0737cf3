import { weightAt } from '../input/example-weights.ts';
import { sortedIndices, tieEnds } from '../input/sorted-indices.ts';
import { readValueBatch } from '../input/value-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { ExactSum } from '../state/exact-sum.ts';
import { Rows } from '../state/rows.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';
import { addPair, correlation, type PearsonSums, pearsonSums } from './pearson-sums.ts';

/**
 * Pearson's correlation of truth and prediction, Cov(y, ŷ) / √(Var(y) Var(ŷ)), weighted throughout.
 *
 * In [−1, 1]. NaN where either is constant, as a single value is, and before the first, as in SciPy: a line through one point has any
 * slope. Sums and their differences are exact, so a large mean takes no digits.
 *
 * @example
 * ```ts
 * import { PearsonCorrelation } from '@gradlab/metrics';
 *
 * const pearson = new PearsonCorrelation();
 * pearson.update({ labels: [1, 2, 3], predictions: [10, 20, 30] });
 * console.log(pearson.compute()); // 1
 * ```
 */
export class PearsonCorrelation extends StreamingMetric<number, MetricBatch, PearsonSums> {
  constructor() {
    super('pearsonCorrelation', {}, pearsonSums());
  }

  /** In [−1, 1]; NaN where either does not vary. */
  compute(): number {
    return correlation(this.state);
  }

  protected prepare(batch: MetricBatch): () => void {
    const { size, truth, predicted, weights } = readValueBatch('pearsonCorrelation', batch);
    return () => {
      for (let i = 0; i < size; i++)
        addPair(this.state, truth[i] as number, predicted[i] as number, weightAt(weights, i));
    };
  }

  protected get stateKey(): string {
    return 'pearson';
  }
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs.
 *
 * A weight counts how often an example stands there: 2 is the same as twice. It keeps every value, 24 bytes for each example. In
 * [−1, 1]; NaN where either is constant and before the first value. NaN has no rank and is refused.
 *
 * @see Spearman: The proof and measurement of association between two things. Am. J. Psychol. 15, 1904.
 *
 * @example
 * ```ts
 * import { SpearmanCorrelation } from '@gradlab/metrics';
 *
 * const spearman = new SpearmanCorrelation();
 * spearman.update({ labels: [1, 2, 3], predictions: [1, 10, 1000] });
 * console.log(spearman.compute()); // 1
 * ```
 */
export class SpearmanCorrelation extends StreamingMetric<number, MetricBatch, { readonly rows: Rows }> {
  constructor() {
    super('spearmanCorrelation', {}, { rows: new Rows(3) });
  }

  /** In [−1, 1]; NaN where either does not vary. */
  compute(): number {
    const { rows } = this.state;
    const weights = rows.column(2);
    const [truth, predicted] = [ranksOf(rows.column(0), weights), ranksOf(rows.column(1), weights)];
    const sums = pearsonSums();
    truth.forEach((rank, i) => {
      addPair(sums, rank, predicted[i] as number, weights[i] as number);
    });
    return correlation(sums);
  }

  protected prepare(batch: MetricBatch): () => void {
    const { size, truth, predicted, weights } = readValueBatch('spearmanCorrelation', batch);
    const rows: number[] = [];
    for (let i = 0; i < size; i++) {
      const weight = weightAt(weights, i);
      if (weight === 0) continue;
      requireRank('labels', truth[i] as number, i);
      requireRank('predictions', predicted[i] as number, i);
      rows.push(truth[i] as number, predicted[i] as number, weight);
    }
    return () => this.state.rows.append(rows);
  }

  protected get stateKey(): string {
    return 'spearman';
  }
}

function requireRank(name: string, value: number, i: number): void {
  if (Number.isNaN(value)) throw new RangeError(`spearmanCorrelation: ${name} must not be NaN, got NaN at ${i}`);
}

/** Weight below a value plus half of the weight at it: up to a constant the mean rank of the equal ones. */
function ranksOf(values: Float64Array, weights: Float64Array): Float64Array {
  const order = sortedIndices(values);
  const ranks = new Float64Array(values.length);
  const below = new ExactSum();
  let start = 0;
  for (const end of tieEnds(values, order)) {
    const first = below.value();
    for (let place = start; place < end; place++) below.add(weights[order[place] as number] as number);
    const rank = (first + below.value()) / 2;
    for (let place = start; place < end; place++) ranks[order[place] as number] = rank;
    start = end;
  }
  return ranks;
}
