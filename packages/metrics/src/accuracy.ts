import { describeValue } from '@gradlab-internal/checks';
import { predictedClasses, readClassBatch } from './class-batch.ts';
import type { Metric, MetricBatch } from './metric.ts';

/**
 * Fraction of examples whose predicted class is the label (micro accuracy).
 *
 * With scores `[batch, classes]` the predicted class is that of the largest, the lowest index among equals. A row with a NaN
 * counts as wrong: a model that diverged is not right about class 0. Counts are exact up to 2⁵³ examples.
 *
 * @example
 * ```ts
 * import { Accuracy } from '@gradlab/metrics';
 *
 * const accuracy = new Accuracy();
 * accuracy.update({ labels: [0, 1, 1], predictions: [0, 1, 0] });
 * accuracy.update({ labels: [2], predictions: [[0.1, 0.2, 0.7]] });
 * console.log(accuracy.compute()); // 0.75
 * ```
 */
export class Accuracy implements Metric<number> {
  #correct = 0;
  #total = 0;

  /**
   * @param batch labels `[batch]`, integers ≥ 0; predictions `[batch]` class indices or `[batch, classes]` scores
   * @throws TypeError if either is of the wrong kind; RangeError if shapes do not fit or a class index is none
   */
  update(batch: MetricBatch): void {
    const read = readClassBatch('accuracy', batch);
    const predicted = predictedClasses('accuracy', read);
    let correct = 0;
    for (let i = 0; i < read.size; i++) if (predicted[i] === read.labels[i]) correct++;
    this.#correct += correct;
    this.#total += read.size;
  }

  /** In [0, 1]; NaN before the first example, which no score is. */
  compute(): number {
    return this.#correct / this.#total;
  }

  reset(): void {
    this.#correct = 0;
    this.#total = 0;
  }

  /**
   * Takes in all that `other` took in; `other` stays as it is.
   *
   * @throws TypeError if `other` is no Accuracy
   */
  merge(other: Accuracy): void {
    if (!(other instanceof Accuracy)) {
      throw new TypeError(`accuracy: other must be an Accuracy, got ${describeValue(other)}`);
    }
    this.#correct += other.#correct;
    this.#total += other.#total;
  }
}
