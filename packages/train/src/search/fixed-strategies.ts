import { requireInteger } from '@gradlab-internal/checks';
import { drawParameters } from './draw-parameters.ts';
import { type GridPointCounts, gridPoints } from './grid-points.ts';
import type { Parameters } from './space.ts';
import { firstFree, type Plan, type Strategy } from './strategy.ts';

/** A plan of trials that do not depend on one another's scores. */
function fixedPlan(count: number, parametersOf: (trial: number) => Parameters): Plan {
  return {
    total: count,
    parametersOf,
    next: (progress) => {
      const trial = firstFree(progress, count);
      return trial === undefined ? 'done' : { trial, parameters: parametersOf(trial) };
    },
  };
}

/**
 * Every combination of the space that the constraints accept.
 *
 * @param options `points`: how many values to take of each dimension of numbers, by name
 */
export function gridSearch({ points = {} }: { readonly points?: GridPointCounts } = {}): Strategy {
  return {
    description: { name: 'gridSearch', points },
    plan: ({ space, constraints }) => {
      const grid = gridPoints(space, constraints, points);
      return fixedPlan(grid.length, (trial) => grid[trial] ?? {});
    },
  };
}

/**
 * Independent draws from the space. Trial `i` depends on the seed and on `i` alone: a longer search begins with the
 * trials of a shorter one.
 *
 * @param options `trials`: how many
 * @see Bergstra & Bengio: Random search for hyper-parameter optimization. JMLR 13, 2012.
 */
export function randomSearch({ trials }: { readonly trials: number }): Strategy {
  requireInteger('randomSearch', 'trials', trials, { min: 1 });
  return {
    description: { name: 'randomSearch' },
    plan: ({ space, constraints, seed }) =>
      fixedPlan(trials, (trial) => drawParameters(space, constraints, seed, trial)),
  };
}
