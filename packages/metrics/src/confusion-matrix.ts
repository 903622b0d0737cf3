import { describeValue, requireInteger } from '@gradlab-internal/checks';
import { predictedClasses, readClassBatch, requireClasses } from './class-batch.ts';
import type { Metric, MetricBatch } from './metric.ts';

export interface ConfusionMatrixOptions {
  /** Number of classes, at least 1. */
  readonly classes: number;
}

/**
 * Counts of examples by true class (row) and predicted class (column), exact up to 2⁵³ each.
 *
 * With scores `[batch, classes]` the predicted class is that of the largest, the lowest index among equals. Scores with a
 * NaN have no column, so they are refused.
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
export class ConfusionMatrix implements Metric<number[][]> {
  readonly classes: number;
  /** Row-major; doubles, since a 32-bit integer would wrap. */
  #counts: Float64Array;

  /** @throws TypeError or RangeError if `classes` is not an integer ≥ 1 */
  constructor({ classes }: ConfusionMatrixOptions) {
    this.classes = requireInteger('confusionMatrix', 'classes', classes, { min: 1, max: 2 ** 15 });
    this.#counts = new Float64Array(classes ** 2);
  }

  /**
   * @param batch labels `[batch]`, integers in [0, classes); predictions `[batch]` class indices or `[batch, classes]` scores
   * @throws TypeError if either is of the wrong kind; RangeError if shapes do not fit, a class index is none, or a score is NaN
   */
  update(batch: MetricBatch): void {
    const read = readClassBatch('confusionMatrix', batch);
    const [, columns = this.classes] = read.predictions.shape;
    if (columns !== this.classes) {
      throw new RangeError(`confusionMatrix: predictions must have ${this.classes} scores a row, got ${columns}`);
    }
    const predicted = predictedClasses('confusionMatrix', read);
    requireClasses('confusionMatrix', 'labels', read.labels, this.classes);
    for (let i = 0; i < predicted.length; i++) {
      if (predicted[i] === -1)
        throw new RangeError(`confusionMatrix: predictions must not be NaN, got NaN in row ${i}`);
    }
    requireClasses('confusionMatrix', 'predictions', predicted, this.classes);
    for (let i = 0; i < read.size; i++) {
      const cell = (read.labels[i] as number) * this.classes + (predicted[i] as number);
      this.#counts[cell] = (this.#counts[cell] as number) + 1;
    }
  }

  /** `[classes][classes]`, a new array: `result[truth][prediction]`; all 0 before the first example. */
  compute(): number[][] {
    return Array.from({ length: this.classes }, (_, row) => [
      ...this.#counts.subarray(row * this.classes, (row + 1) * this.classes),
    ]);
  }

  reset(): void {
    this.#counts.fill(0);
  }

  /**
   * Adds the counts of `other`, which stays as it is.
   *
   * @throws TypeError if `other` is no ConfusionMatrix; RangeError if it has another number of classes
   */
  merge(other: ConfusionMatrix): void {
    if (!(other instanceof ConfusionMatrix)) {
      throw new TypeError(`confusionMatrix: other must be a ConfusionMatrix, got ${describeValue(other)}`);
    }
    if (other.classes !== this.classes) {
      throw new RangeError(`confusionMatrix: other must have ${this.classes} classes, got ${other.classes}`);
    }
    const added = other.#counts;
    this.#counts = this.#counts.map((count, cell) => count + (added[cell] as number));
  }
}
