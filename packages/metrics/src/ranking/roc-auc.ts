import { ExactSum } from '../state/exact-sum.ts';
import { type OneVsRestAverage, OneVsRestMetric, type OneVsRestOptions } from './one-vs-rest.ts';
import type { Ranking } from './ranking.ts';

/**
 * Area under the ROC curve: the probability that a positive example has a higher score than a negative one, a tie counting half.
 *
 * Binary: labels 0 and 1, predictions `[batch]` (or `[batch, 1]`), any numbers. With `classes` each class against the rest by its
 * own score, averaged. In [0, 1]; NaN while there is no positive or no negative example. NaN among scores has no place in the order
 * and is refused. It keeps every example: 16 bytes and 8 for each score.
 *
 * @see Hand and Till: A simple generalisation of the area under the ROC curve. Machine Learning 45, 2001.
 *
 * @example
 * ```ts
 * import { RocAuc } from '@gradlab/metrics';
 *
 * const auc = new RocAuc();
 * auc.update({ labels: [0, 0, 1, 1], predictions: [0.1, 0.4, 0.35, 0.8] });
 * console.log(auc.compute()); // 0.75
 * ```
 */
export class RocAuc<A extends OneVsRestAverage = 'macro'> extends OneVsRestMetric<A> {
  /** @throws TypeError or RangeError if an option is out of range */
  constructor(options: OneVsRestOptions<A> = {}) {
    super('rocAuc', options);
  }

  protected scoreOf({ truePositives, falsePositives, positives, negatives }: Ranking): number {
    const twiceArea = new ExactSum();
    truePositives.forEach((here, i) => {
      const before = truePositives[i - 1] ?? 0;
      twiceArea.addProduct((falsePositives[i] as number) - (falsePositives[i - 1] ?? 0), here + before);
    });
    // One after the other: their product may be too large for a double.
    return twiceArea.value() / positives / negatives / 2;
  }
}
