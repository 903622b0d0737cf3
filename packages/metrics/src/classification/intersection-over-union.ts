import {
  type Averaged,
  averageRatios,
  type ClassAverage,
  type ClassAverageOptions,
  requireAverage,
} from './class-average.ts';
import { MatrixMetric } from './matrix-metric.ts';

/**
 * Intersection over union (Jaccard index) of a class: examples that are of it and predicted to be, over those that are either.
 * TP / (TP + FP + FN). For segmentation each pixel is an example: hand the label images over flat.
 *
 * @example
 * ```ts
 * import { IntersectionOverUnion } from '@gradlab/metrics';
 *
 * const iou = new IntersectionOverUnion({ classes: 2, average: 'macro' });
 * iou.update({ labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1] });
 * console.log(iou.compute().toFixed(4)); // 0.5833
 * ```
 */
export class IntersectionOverUnion<A extends ClassAverage> extends MatrixMetric<Averaged<A>> {
  readonly #options: ClassAverageOptions<A>;

  /** @throws TypeError or RangeError if an option is out of range */
  constructor({ classes, average, zeroDivision = 0 }: ClassAverageOptions<A>) {
    requireAverage('intersectionOverUnion', average, zeroDivision);
    super('intersectionOverUnion', { classes, average, zeroDivision });
    this.#options = { classes, average, zeroDivision };
  }

  /** In [0, 1], or an array `[classes]`; NaN before the first example. */
  compute(): Averaged<A> {
    const counts = this.counts();
    const denominators = counts.hits.map(
      (hit, i) => (counts.truths[i] as number) + (counts.predictions[i] as number) - hit,
    );
    return averageRatios({ numerators: counts.hits, denominators }, counts, this.#options);
  }
}
