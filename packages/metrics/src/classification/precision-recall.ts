import { requireNumber } from '@gradlab-internal/checks';
import type { ClassAverage, ClassAverageOptions, Ratios } from './class-average.ts';
import type { CountMatrix } from './matrix-metric.ts';
import { RatioMetric } from './ratio-metric.ts';

/**
 * Precision of a class: of the examples predicted to be of it, the fraction that is. TP / (TP + FP).
 *
 * @example
 * ```ts
 * import { Precision } from '@gradlab/metrics';
 *
 * const precision = new Precision({ classes: 2, average: 'none' });
 * precision.update({ labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1] });
 * console.log(precision.compute()); // [ 1, 0.6666666666666666 ]
 * ```
 */
export class Precision<A extends ClassAverage> extends RatioMetric<A> {
  /** @throws TypeError or RangeError if an option is out of range */
  constructor(options: ClassAverageOptions<A>) {
    super('precision', options);
  }

  protected ratios({ hits, predictions }: CountMatrix): Ratios {
    return { numerators: hits, denominators: predictions };
  }
}

/**
 * Recall of a class (sensitivity, true positive rate): of its examples, the fraction that is found. TP / (TP + FN).
 *
 * @example
 * ```ts
 * import { Recall } from '@gradlab/metrics';
 *
 * const recall = new Recall({ classes: 3, average: 'none', zeroDivision: Number.NaN });
 * recall.update({ labels: [0, 0, 1], predictions: [0, 1, 1] });
 * console.log(recall.compute()); // [ 0.5, 1, NaN ]
 * ```
 */
export class Recall<A extends ClassAverage> extends RatioMetric<A> {
  /** @throws TypeError or RangeError if an option is out of range */
  constructor(options: ClassAverageOptions<A>) {
    super('recall', options);
  }

  protected ratios({ hits, truths }: CountMatrix): Ratios {
    return { numerators: hits, denominators: truths };
  }
}

export interface FBetaOptions<A extends ClassAverage = ClassAverage> extends ClassAverageOptions<A> {
  /** How many times as much recall counts as precision, > 0. Default 1: the F1 score. */
  readonly beta?: number;
}

/**
 * Weighted harmonic mean of precision and recall: Fβ = (1 + β²) TP / ((1 + β²) TP + β² FN + FP).
 *
 * 0/0 only where a class has neither an example nor a prediction.
 *
 * @see van Rijsbergen: Information Retrieval. 2nd ed., 1979.
 *
 * @example
 * ```ts
 * import { FBeta } from '@gradlab/metrics';
 *
 * const f1 = new FBeta({ classes: 2, average: 'macro' });
 * f1.update({ labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1] });
 * console.log(f1.compute().toFixed(4)); // 0.7333
 * ```
 */
export class FBeta<A extends ClassAverage> extends RatioMetric<A> {
  readonly beta: number;

  /** @throws TypeError or RangeError if an option is out of range */
  constructor({ beta = 1, ...options }: FBetaOptions<A>) {
    requireNumber('fBeta', 'beta', beta, { above: 0 });
    super('fBeta', options, { beta });
    this.beta = beta;
  }

  protected ratios({ hits, truths, predictions }: CountMatrix): Ratios {
    const square = this.beta ** 2;
    return {
      numerators: hits.map((hit) => (1 + square) * hit),
      denominators: truths.map((truth, i) => square * truth + (predictions[i] as number)),
    };
  }
}
