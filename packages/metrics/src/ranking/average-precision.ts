import { ExactSum } from '../state/exact-sum.ts';
import { type OneVsRestAverage, OneVsRestMetric, type OneVsRestOptions } from './one-vs-rest.ts';
import type { Ranking } from './ranking.ts';

/**
 * Average precision, the step sum Σₙ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, falling: precision weighted by the recall it adds.
 * Nothing is interpolated, so it is not the trapezoidal area under the precision-recall curve.
 *
 * Binary: labels 0 and 1, predictions `[batch]` (or `[batch, 1]`), any numbers. With `classes` each class against the rest by its
 * own score, averaged. In [0, 1]; NaN while there is no positive example. NaN among scores is refused. It keeps every example: 16
 * bytes and 8 for each score.
 *
 * @see Davis and Goadrich: The relationship between precision-recall and ROC curves. ICML 2006.
 *
 * @example
 * ```ts
 * import { AveragePrecision } from '@gradlab/metrics';
 *
 * const precision = new AveragePrecision();
 * precision.update({ labels: [0, 0, 1, 1], predictions: [0.1, 0.4, 0.35, 0.8] });
 * console.log(precision.compute().toFixed(4)); // 0.8333
 * ```
 */
export class AveragePrecision<A extends OneVsRestAverage = 'macro'> extends OneVsRestMetric<A> {
  /** @throws TypeError or RangeError if an option is out of range */
  constructor(options: OneVsRestOptions<A> = {}) {
    super('averagePrecision', options);
  }

  protected scoreOf({ truePositives, falsePositives, positives }: Ranking): number {
    const sum = new ExactSum();
    truePositives.forEach((here, i) => {
      const precision = here / (here + (falsePositives[i] as number));
      sum.addProduct(here - (truePositives[i - 1] ?? 0), precision);
    });
    return sum.value() / positives;
  }
}
