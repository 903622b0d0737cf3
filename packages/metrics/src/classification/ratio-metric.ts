import {
  type Averaged,
  averageRatios,
  type ClassAverage,
  type ClassAverageOptions,
  type Ratios,
  requireAverage,
} from './class-average.ts';
import { type CountMatrix, MatrixMetric } from './matrix-metric.ts';

/** A metric that is a ratio of counts for each class, averaged over the classes. */
export abstract class RatioMetric<A extends ClassAverage> extends MatrixMetric<Averaged<A>> {
  readonly #options: ClassAverageOptions<A>;

  /** @param own what the class takes beyond the options of all ratios */
  protected constructor(
    kind: string,
    { classes, average, zeroDivision = 0 }: ClassAverageOptions<A>,
    own: Readonly<Record<string, number>> = {},
  ) {
    requireAverage(kind, average, zeroDivision);
    super(kind, { classes, average, zeroDivision, ...own });
    this.#options = { classes, average, zeroDivision };
  }

  /** Numerator and denominator of each class. */
  protected abstract ratios(counts: CountMatrix): Ratios;

  /** In [0, 1], or an array `[classes]`; NaN before the first example. */
  compute(): Averaged<A> {
    const counts = this.counts();
    return averageRatios(this.ratios(counts), counts, this.#options);
  }
}
