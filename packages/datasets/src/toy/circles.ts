import { requireNumber } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import { drawPoints, type PointSetOptions } from './point-set.ts';

export interface CirclesOptions extends PointSetOptions {
  /** Radius of the inner circle, in [0, 1); the outer one's is 1. Default 0.8. */
  readonly factor?: number;
}

/**
 * Two circles about the origin, `outer` (class 0) of radius 1 and `inner` (class 1) of radius `factor`: no line separates them. The
 * points of a circle are evenly spaced before the noise, as those of scikit-learn's `make_circles`.
 *
 * @param options size, seed, noise (default 0), factor
 * @returns x float32 `[2]`, y class `[]`; the classes take turns, so that of an odd size class 0 has one more (in scikit-learn class 1)
 * @throws TypeError or RangeError if an option is not valid
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_circles.html
 * @example
 * ```ts
 * import { circles } from '@gradlab/datasets';
 *
 * const points = circles({ size: 200, seed: 1, noise: 0.05, factor: 0.5 });
 * console.log(points.x.data.length, points.y.classNames); // 400 [ 'outer', 'inner' ]
 * ```
 */
export function circles({ factor = 0.8, ...options }: CirclesOptions): Dataset<Field> {
  requireNumber('circles', 'factor', factor, { min: 0, below: 1 });
  return drawPoints(
    {
      name: 'circles',
      classNames: ['outer', 'inner'],
      place: (label, rank, count) => {
        const angle = (2 * Math.PI * rank) / count;
        const radius = label === 0 ? 1 : factor;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      },
    },
    options,
  );
}
