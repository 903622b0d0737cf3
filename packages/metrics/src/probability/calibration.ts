import { exactSumOf } from '../state/exact-sum.ts';
import { type CalibrationBin, CalibrationMetric, type CalibrationOptions } from './calibration-metric.ts';

/** |accuracy − confidence| of the bins that hold anything, and their weights. */
function gapsOf(bins: readonly CalibrationBin[]): { gap: number; weight: number }[] {
  return bins
    .filter(({ weight }) => weight > 0)
    .map(({ accuracy, confidence, weight }) => ({ gap: Math.abs(accuracy - confidence), weight }));
}

/**
 * Expected calibration error: Σ_b (w_b / w) |accuracy_b − confidence_b| over bins of equal width.
 *
 * In [0, 1]; NaN before the first example. It depends on the number of bins, so name that beside it. NaN among predictions has no
 * bin and is refused.
 *
 * @see Guo et al.: On calibration of modern neural networks. ICML 2017.
 *
 * @example
 * ```ts
 * import { ExpectedCalibrationError } from '@gradlab/metrics';
 *
 * const ece = new ExpectedCalibrationError({ fromLogits: false, bins: 10 });
 * ece.update({ labels: [0, 1], predictions: [[0.75, 0.25], [0.75, 0.25]] });
 * console.log(ece.compute()); // 0.25
 * ```
 */
export class ExpectedCalibrationError extends CalibrationMetric<number> {
  /** @throws TypeError or RangeError if an option is of the wrong kind or out of range */
  constructor(options: CalibrationOptions) {
    super('expectedCalibrationError', options);
  }

  /** In [0, 1]; NaN before the first example. */
  compute(): number {
    const gaps = gapsOf(this.curve());
    return exactSumOf(gaps.map(({ gap, weight }) => gap * weight)) / exactSumOf(gaps.map(({ weight }) => weight));
  }
}

/**
 * Maximum calibration error: the largest |accuracy_b − confidence_b| of any bin that holds an example.
 *
 * In [0, 1]; NaN before the first example. A bin of one example counts like any other, so with few examples it says little.
 *
 * @see Naeini et al.: Obtaining well calibrated probabilities using Bayesian binning. AAAI 2015.
 *
 * @example
 * ```ts
 * import { MaximumCalibrationError } from '@gradlab/metrics';
 *
 * const mce = new MaximumCalibrationError({ fromLogits: false, bins: 10, binary: true });
 * mce.update({ labels: [0, 1, 1], predictions: [0.25, 0.25, 0.875] });
 * console.log(mce.compute()); // 0.25
 * ```
 */
export class MaximumCalibrationError extends CalibrationMetric<number> {
  /** @throws TypeError or RangeError if an option is of the wrong kind or out of range */
  constructor(options: CalibrationOptions) {
    super('maximumCalibrationError', options);
  }

  /** In [0, 1]; NaN before the first example. */
  compute(): number {
    const gaps = gapsOf(this.curve());
    return gaps.length === 0 ? Number.NaN : gaps.reduce((most, { gap }) => Math.max(most, gap), 0);
  }
}

/**
 * Reliability curve: confidence and accuracy of every bin, for a reliability diagram.
 *
 * @see DeGroot and Fienberg: The comparison and evaluation of forecasters. The Statistician 32, 1983.
 *
 * @example
 * ```ts
 * import { ReliabilityCurve } from '@gradlab/metrics';
 *
 * const curve = new ReliabilityCurve({ fromLogits: false, bins: 2, binary: true });
 * curve.update({ labels: [0, 1, 1], predictions: [0.25, 0.25, 0.875] });
 * console.log(curve.compute()[1]); // { lower: 0.5, upper: 1, weight: 1, confidence: 0.875, accuracy: 1 }
 * ```
 */
export class ReliabilityCurve extends CalibrationMetric<CalibrationBin[]> {
  /** @throws TypeError or RangeError if an option is of the wrong kind or out of range */
  constructor(options: CalibrationOptions) {
    super('reliabilityCurve', options);
  }

  /** All bins, by growing confidence, the empty ones among them: their weight is 0, their means NaN. */
  compute(): CalibrationBin[] {
    return this.curve();
  }
}
