import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import { drawPoints, type PointSetOptions } from './point-set.ts';

export interface SpiralsOptions extends PointSetOptions {
  /** How many arms, each a class; 2 to 256. Default 2. */
  readonly classes?: number;
  /** How often an arm goes round. Default 1.75. */
  readonly turns?: number;
}

/**
 * Arms that wind from near the origin to the unit circle, each a class: point t of an arm, t in (0, 1], is at radius t and angle
 * 2π·(turns·t + arm/classes). (Lang and Witbrock's two spirals make three turns.)
 *
 * @param options size, seed, noise (default 0), classes, turns
 * @returns x float32 `[2]`, y class `[]`; the classes take turns
 * @throws TypeError or RangeError if an option is not valid
 * @see Lang, Witbrock: Learning to tell two spirals apart. Connectionist Models Summer School, 1988.
 * @example
 * ```ts
 * import { spirals } from '@gradlab/datasets';
 *
 * console.log(spirals({ size: 300, seed: 1, classes: 3, noise: 0.02 }).y.classNames); // [ 'arm 0', 'arm 1', 'arm 2' ]
 * ```
 */
export function spirals({ classes = 2, turns = 1.75, ...options }: SpiralsOptions): Dataset<Field> {
  requireInteger('spirals', 'classes', classes, { min: 2, max: 256 });
  requireNumber('spirals', 'turns', turns, { above: 0 });
  return drawPoints(
    {
      name: 'spirals',
      classNames: Array.from({ length: classes }, (_, arm) => `arm ${arm}`),
      place: (arm, rank, count) => {
        const radius = (rank + 1) / count;
        const angle = 2 * Math.PI * (turns * radius + arm / classes);
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      },
    },
    options,
  );
}
