import { requireOneOf } from '@gradlab-internal/checks';
import { type CountMatrix, MatrixMetric, type MatrixMetricOptions } from './matrix-metric.ts';

/** What the cells are divided by: nothing, the row's sum, the column's sum, or the sum of all. */
export type Normalization = 'none' | 'truth' | 'prediction' | 'all';

export interface ConfusionMatrixOptions extends MatrixMetricOptions {
  /**
   * `'truth'` makes each row sum to 1 (its diagonal is the recall), `'prediction'` each column (the precision), `'all'` the whole
   * matrix. A row or column without an example stays 0. Default `'none'`: counts.
   */
  readonly normalize?: Normalization;
}

/**
 * Counts of examples (sums of weights, where there are some) by true class (row) and predicted class (column), exact.
 *
 * With scores `[batch, classes]` the predicted class is that of the largest, the lowest index among equals. Scores with a
 * NaN have no column, so they are refused. All 0 before the first example.
 *
 * @example
 * ```ts
 * import { ConfusionMatrix } from '@gradlab/metrics';
 *
 * const matrix = new ConfusionMatrix({ classes: 2 });
 * matrix.update({ labels: [0, 0, 1], predictions: [0, 1, 1] });
 * console.log(matrix.compute()); // [ [ 1, 1 ], [ 0, 1 ] ]
 * ```
 */
export class ConfusionMatrix extends MatrixMetric<number[][]> {
  readonly normalize: Normalization;

  /** @throws TypeError or RangeError if `classes` is not an integer ≥ 1, or `normalize` none of the four */
  constructor({ classes, normalize = 'none' }: ConfusionMatrixOptions) {
    requireOneOf('confusionMatrix', 'normalize', normalize, ['none', 'truth', 'prediction', 'all']);
    super('confusionMatrix', { classes, normalize });
    this.normalize = normalize;
  }

  /** `[classes][classes]`, a new array: `result[truth][prediction]`. */
  compute(): number[][] {
    const counts = this.counts();
    return Array.from({ length: this.classes }, (_, row) =>
      Array.from({ length: this.classes }, (_, column) => {
        const count = counts.cells[row * this.classes + column] as number;
        return count === 0 ? 0 : count / divisor(counts, this.normalize, row, column);
      }),
    );
  }
}

function divisor(counts: CountMatrix, normalize: Normalization, row: number, column: number): number {
  if (normalize === 'truth') return counts.truths[row] as number;
  if (normalize === 'prediction') return counts.predictions[column] as number;
  return normalize === 'all' ? counts.total : 1;
}
