import type { ClassAverage, ClassAverageOptions, Ratios } from './class-average.ts';
import type { CountMatrix } from './matrix-metric.ts';
import { RatioMetric } from './ratio-metric.ts';

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
export class IntersectionOverUnion<A extends ClassAverage> extends RatioMetric<A> {
  /** @throws TypeError or RangeError if an option is out of range */
  constructor(options: ClassAverageOptions<A>) {
    super('intersectionOverUnion', options);
  }

  protected ratios({ hits, truths, predictions }: CountMatrix): Ratios {
    const denominators = hits.map((hit, i) => (truths[i] as number) + (predictions[i] as number) - hit);
    return { numerators: hits, denominators };
  }
}
