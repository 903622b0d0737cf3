import { requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { readScoreBatch, type ScoreBatch } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import type { MetricBatch } from '../metric.ts';
import { MeanSums } from '../state/mean-sums.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

/** Where a label's score stands among those that equal it. */
export type TopKTies = 'index' | 'best' | 'worst';

export interface TopKAccuracyOptions {
  /** How many classes may be named, at least 1 and at most as many as there are. */
  readonly k: number;
  /**
   * Which of several equal scores comes first: the lowest index (so that k = 1 is `Accuracy`), the label's (the best that can be
   * said) or any but the label's (the worst). Default `'index'`.
   */
  readonly ties?: TopKTies;
}

/**
 * Fraction of examples whose label is among the k classes with the largest scores: Σ wᵢ[rankᵢ ≤ k] / Σ wᵢ.
 *
 * The rank of a label is 1 + the number of larger scores + those equal ones that `ties` puts before it. A row with a NaN counts
 * as wrong. In [0, 1]; NaN before the first example. Predictions have to be scores, `[batch, classes]`.
 *
 * @example
 * ```ts
 * import { TopKAccuracy } from '@gradlab/metrics';
 *
 * const top2 = new TopKAccuracy({ k: 2 });
 * top2.update({ labels: [0, 2], predictions: [[0.3, 0.5, 0.2], [0.3, 0.5, 0.2]] });
 * console.log(top2.compute()); // 0.5
 * ```
 */
export class TopKAccuracy extends StreamingMetric<number, MetricBatch, { readonly mean: MeanSums }> {
  readonly k: number;
  readonly ties: TopKTies;

  /** @throws TypeError or RangeError if `k` is not an integer ≥ 1 or `ties` none of the three */
  constructor({ k, ties = 'index' }: TopKAccuracyOptions) {
    requireInteger('topKAccuracy', 'k', k, { min: 1 });
    requireOneOf('topKAccuracy', 'ties', ties, ['index', 'best', 'worst']);
    super('topKAccuracy', { k, ties }, { mean: new MeanSums() });
    this.k = k;
    this.ties = ties;
  }

  /** In [0, 1]; NaN before the first example. */
  compute(): number {
    return this.state.mean.value();
  }

  protected prepare(batch: MetricBatch): () => void {
    const read = readScoreBatch('topKAccuracy', batch);
    if (read.classes < this.k) {
      throw new RangeError(`topKAccuracy: predictions must have at least ${this.k} scores a row, got ${read.classes}`);
    }
    const hits = Uint8Array.from({ length: read.size }, (_, row) => (rankOf(read, row, this.ties) <= this.k ? 1 : 0));
    return () => {
      hits.forEach((hit, i) => {
        this.state.mean.add(hit, weightAt(read.weights, i));
      });
    };
  }

  protected get stateKey(): string {
    return `topK:${this.k}:${this.ties}`;
  }
}

/** From 1; NaN, which is no rank, if there is a NaN in the row. */
function rankOf({ labels, classes, predictions: { data } }: ScoreBatch, row: number, ties: TopKTies): number {
  const label = labels[row] as number;
  const score = data[row * classes + label] as number;
  let rank = 1;
  for (let i = 0; i < classes; i++) {
    const other = data[row * classes + i] as number;
    if (Number.isNaN(other)) return Number.NaN;
    if (other > score) rank++;
    if (other === score && i !== label && (ties === 'worst' || (ties === 'index' && i < label))) rank++;
  }
  return rank;
}
