import { describeValue } from '@gradlab-internal/checks';
import { exactSumOf } from '../state/exact-sum.ts';
import { MatrixMetric, type MatrixMetricOptions } from './matrix-metric.ts';

export interface BalancedAccuracyOptions extends MatrixMetricOptions {
  /** True makes chance 0 and perfection 1: (a − 1/c) / (1 − 1/c), c being the classes that occur. Default false. */
  readonly adjusted?: boolean;
}

/**
 * Balanced accuracy: the mean recall over the classes that occur, so that each class counts as much as any other.
 *
 * A class without a true example is left out, as in scikit-learn. NaN before the first example; adjusted it is NaN too while
 * only one class occurs.
 *
 * @see Brodersen et al.: The balanced accuracy and its posterior distribution. ICPR 2010.
 *
 * @example
 * ```ts
 * import { BalancedAccuracy } from '@gradlab/metrics';
 *
 * const accuracy = new BalancedAccuracy({ classes: 2 });
 * accuracy.update({ labels: [0, 0, 0, 1], predictions: [0, 0, 0, 0] });
 * console.log(accuracy.compute()); // 0.5
 * ```
 */
export class BalancedAccuracy extends MatrixMetric<number> {
  readonly adjusted: boolean;

  /** @throws TypeError or RangeError if an option is of the wrong kind or out of range */
  constructor({ classes, adjusted = false }: BalancedAccuracyOptions) {
    if (typeof adjusted !== 'boolean') {
      throw new TypeError(`balancedAccuracy: adjusted must be a boolean, got ${describeValue(adjusted)}`);
    }
    super('balancedAccuracy', { classes, adjusted });
    this.adjusted = adjusted;
  }

  /** In [0, 1], adjusted in [1 / (1 − c), 1]; NaN before the first example. */
  compute(): number {
    const { hits, truths } = this.counts();
    const recalls = hits.flatMap((hit, i) => (truths[i] === 0 ? [] : [hit / (truths[i] as number)]));
    const mean = exactSumOf(recalls) / recalls.length;
    const chance = 1 / recalls.length;
    if (!this.adjusted) return mean;
    return chance === 1 ? Number.NaN : (mean - chance) / (1 - chance);
  }
}
