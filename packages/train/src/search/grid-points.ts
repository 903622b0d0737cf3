import { requireInteger } from '@gradlab-internal/checks';
import { type Json, latticeOf, type PlainDimension } from './dimension.ts';
import { satisfies } from './draw-parameters.ts';
import {
  activeDimension,
  type Constraint,
  dimensionsOf,
  type Parameters,
  plainDimension,
  type SearchSpace,
} from './space.ts';

/** More points than anybody tries are a slip in a space, and would fill the memory. */
const MOST_POINTS = 1_000_000;

/** How many values a grid takes of a dimension of numbers, by name. */
export type GridPointCounts = Readonly<Record<string, number>>;

/**
 * Every combination that the constraints accept, the last dimension changing fastest. A dimension of numbers is divided
 * into evenly spaced values, both ends included (on a log scale, in equal ratios; integers to the nearest there is).
 *
 * @throws RangeError if `uniform` or `logUniform` has no count, a count is for no dimension of numbers, there are more than
 *   a million combinations, or the constraints accept none
 */
export function gridPoints(
  space: SearchSpace,
  constraints: readonly Constraint[],
  counts: GridPointCounts,
): Parameters[] {
  const dimensions = dimensionsOf(space);
  requireNumberNames(space, counts);
  let points: Parameters[] = [{}];
  for (const [name, dimension] of dimensions) {
    const values = valuesOf(name, plainDimension(dimension), counts);
    const isThere = points.map((point) => activeDimension(dimension, point) !== undefined);
    const size = isThere.reduce((sum, there) => sum + (there ? values.length : 1), 0);
    if (size > MOST_POINTS) {
      throw new RangeError(`gridSearch: the grid must have at most ${MOST_POINTS} points, got ${size} up to ${name}`);
    }
    points = points.flatMap((point, i) =>
      isThere[i] ? values.map((value) => ({ ...point, [name]: value })) : [point],
    );
  }
  const accepted = points.filter((point) => satisfies(point, constraints));
  if (accepted.length > 0) return accepted;
  throw new RangeError(`gridSearch: constraints must accept some parameters, got none of ${points.length} accepted`);
}

/** A slip in a name would leave a dimension with all its values. */
function requireNumberNames(space: SearchSpace, counts: GridPointCounts): void {
  for (const name of Object.keys(counts)) {
    const dimension = space[name];
    if (dimension !== undefined && plainDimension(dimension).type !== 'choice') continue;
    const numbers = Object.keys(space).filter((own) => space[own]?.type !== 'choice');
    throw new RangeError(
      `gridSearch: points must name dimensions of numbers (${numbers.join(', ') || 'none here'}), got ${name}`,
    );
  }
}

function valuesOf(name: string, dimension: PlainDimension, counts: GridPointCounts): readonly Json[] {
  if (dimension.type === 'choice') return dimension.options;
  const { count: all, at } = dimension.type === 'integer' ? latticeOf(dimension) : { count: undefined, at: undefined };
  const asked = counts[name] ?? all;
  const atMost = all === undefined || counts[name] !== undefined ? { max: MOST_POINTS } : {};
  const count = requireInteger('gridSearch', `points.${name}`, asked, { min: 1, ...atMost });
  if (at !== undefined)
    return spread(Math.min(count, all, MOST_POINTS + 1), (share) => at(Math.round(share * (all - 1))));
  const { type, min, max } = dimension;
  return spread(count, (share) => {
    // The formula of a logarithmic scale need not end on its last value to the bit.
    if (share === 1) return max;
    return type === 'uniform' ? min + share * (max - min) : min * (max / min) ** share;
  });
}

/** Values at evenly spaced shares of a range, both ends included. */
function spread(count: number, valueAt: (share: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => valueAt(count === 1 ? 0 : i / (count - 1)));
}
