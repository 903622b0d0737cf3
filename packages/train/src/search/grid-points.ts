import { requireInteger } from '@gradlab-internal/checks';
import type { Json, PlainDimension } from './dimension.ts';
import { satisfies } from './draw-parameters.ts';
import { activeDimension, type Constraint, dimensionsOf, type Parameters, type SearchSpace } from './space.ts';

/** More points than anybody tries are a slip in a space, and would fill the memory. */
const MOST_POINTS = 1_000_000;

/** How many values a grid takes of a dimension of numbers, by name. */
export type GridPointCounts = Readonly<Record<string, number>>;

/**
 * Every combination that the constraints accept, the last dimension changing fastest. A dimension of numbers is divided
 * into evenly spaced values, both ends included (on a log scale, in equal ratios).
 *
 * @throws RangeError if a dimension of numbers has no count, or there are more than a million combinations
 */
export function gridPoints(
  space: SearchSpace,
  constraints: readonly Constraint[],
  counts: GridPointCounts,
): Parameters[] {
  let points: Parameters[] = [{}];
  for (const [name, dimension] of dimensionsOf(space)) {
    points = points.flatMap((point) => {
      const active = activeDimension(dimension, point);
      return active === undefined
        ? [point]
        : valuesOf(name, active, counts).map((value) => ({ ...point, [name]: value }));
    });
    if (points.length > MOST_POINTS) {
      throw new RangeError(`gridSearch: the grid must have at most ${MOST_POINTS} points, got ${points.length}`);
    }
  }
  return points.filter((point) => satisfies(point, constraints));
}

function valuesOf(name: string, dimension: PlainDimension, counts: GridPointCounts): readonly Json[] {
  switch (dimension.type) {
    case 'choice':
      return dimension.options;
    case 'integer': {
      const count = Math.floor((dimension.max - dimension.min) / dimension.step) + 1;
      return Array.from({ length: Math.min(count, MOST_POINTS + 1) }, (_, i) => dimension.min + i * dimension.step);
    }
    default: {
      const { type, min, max } = dimension;
      const count = requireInteger('gridSearch', `points.${name}`, counts[name], { min: 1, max: MOST_POINTS });
      const share = (i: number): number => (count === 1 ? 0 : i / (count - 1));
      return Array.from({ length: count }, (_, i) =>
        type === 'uniform' ? min + share(i) * (max - min) : min * (max / min) ** share(i),
      );
    }
  }
}
