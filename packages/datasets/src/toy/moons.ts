import type { Dataset, Field } from '../dataset.ts';
import { drawPoints, type PointSetOptions } from './point-set.ts';

/**
 * Two half circles of radius 1 that reach into each other: `upper` (class 0) about (0, 0), `lower` (class 1) about (1, ½). The points
 * are evenly spaced before the noise, as those of scikit-learn's `make_moons`.
 *
 * @param options size, seed, noise (default 0)
 * @returns x float32 `[2]`, y class `[]`; the classes take turns, so that of an odd size class 0 has one more (in scikit-learn class 1)
 * @throws TypeError or RangeError if an option is not valid
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html
 * @example
 * ```ts
 * import { moons } from '@gradlab/datasets';
 *
 * console.log(moons({ size: 200, seed: 1, noise: 0.1 }).size); // 200
 * ```
 */
export function moons(options: PointSetOptions): Dataset<Field> {
  return drawPoints(
    {
      name: 'moons',
      classNames: ['upper', 'lower'],
      place: (label, rank, count) => {
        const angle = count > 1 ? (Math.PI * rank) / (count - 1) : 0;
        const [x, y] = [Math.cos(angle), Math.sin(angle)];
        return label === 0 ? [x, y] : [1 - x, 0.5 - y];
      },
    },
    options,
  );
}
