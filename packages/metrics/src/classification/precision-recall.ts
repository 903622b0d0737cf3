import { requireNumber } from '@gradlab-internal/checks';
import {
  type Averaged,
  averageRatios,
  type ClassAverage,
  type ClassAverageOptions,
  requireAverage,
} from './class-average.ts';
import { MatrixMetric } from './matrix-metric.ts';

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
export class Precision<A extends ClassAverage> extends MatrixMetric<Averaged<A>> {
  readonly #options: ClassAverageOptions<A>;

  /** @throws TypeError or RangeError if an option is out of range */
  constructor({ classes, average, zeroDivision = 0 }: ClassAverageOptions<A>) {
    requireAverage('precision', average, zeroDivision);
    super('precision', { classes, average, zeroDivision });
    this.#options = { classes, average, zeroDivision };
  }

  /** In [0, 1], or an array `[classes]`; NaN before the first example. */
  compute(): Averaged<A> {
    const counts = this.counts();
    return averageRatios({ numerators: counts.hits, denominators: counts.predictions }, counts, this.#options);
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
export class Recall<A extends ClassAverage> extends MatrixMetric<Averaged<A>> {
  readonly #options: ClassAverageOptions<A>;

  /** @throws TypeError or RangeError if an option is out of range */
  constructor({ classes, average, zeroDivision = 0 }: ClassAverageOptions<A>) {
    requireAverage('recall', average, zeroDivision);
    super('recall', { classes, average, zeroDivision });
    this.#options = { classes, average, zeroDivision };
  }

  /** In [0, 1], or an array `[classes]`; NaN before the first example. */
  compute(): Averaged<A> {
    const counts = this.counts();
    return averageRatios({ numerators: counts.hits, denominators: counts.truths }, counts, this.#options);
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
export class FBeta<A extends ClassAverage> extends MatrixMetric<Averaged<A>> {
  readonly #options: ClassAverageOptions<A>;
  readonly beta: number;

  /** @throws TypeError or RangeError if an option is out of range */
  constructor({ classes, average, zeroDivision = 0, beta = 1 }: FBetaOptions<A>) {
    requireAverage('fBeta', average, zeroDivision);
    requireNumber('fBeta', 'beta', beta, { above: 0 });
    super('fBeta', { classes, average, zeroDivision, beta });
    this.#options = { classes, average, zeroDivision };
    this.beta = beta;
  }

  /** In [0, 1], or an array `[classes]`; NaN before the first example. */
  compute(): Averaged<A> {
    const counts = this.counts();
    const square = this.beta ** 2;
    const numerators = counts.hits.map((hit) => (1 + square) * hit);
    const denominators = counts.truths.map((truth, i) => square * truth + (counts.predictions[i] as number));
    return averageRatios({ numerators, denominators }, counts, this.#options);
  }
}
