import { gridSearch, randomSearch, successiveHalving } from '@gradlab/train';
import { halveGrid } from './halve-grid.ts';
import type { SearchPlan } from './run-search.ts';
import { type Grid, gridConstraint, gridSpace, randomSpace } from './spaces.ts';

/** Part S: the grid whole, and by successive halving from the same points. */
export function gridPlans(
  grid: Grid,
  epochs: number,
  roundsPerEpoch: number,
): { readonly whole: SearchPlan; readonly halving: SearchPlan } {
  const rounds = epochs * roundsPerEpoch;
  const common = { rounds, roundsPerEpoch, space: gridSpace(grid), constraints: [gridConstraint(grid)] };
  return {
    whole: { ...common, id: 's-grid', label: 'S grid', strategy: gridSearch() },
    halving: { ...common, id: 's-halving', label: 'S halving', strategy: halveGrid(budgets(rounds)) },
  };
}

/** Part H: random draws, and successive halving from the same draws. */
export function randomPlans(
  { leastSize, mostSize, trials }: { leastSize: number; mostSize: number; trials: number },
  epochs: number,
  roundsPerEpoch: number,
): { readonly whole: SearchPlan; readonly halving: SearchPlan } {
  const rounds = epochs * roundsPerEpoch;
  const common = { rounds, roundsPerEpoch, space: randomSpace({ leastSize, mostSize }), constraints: [] };
  const halving = successiveHalving({ trials, ...budgets(rounds) });
  return {
    whole: { ...common, id: 'h-random', label: 'H random', strategy: randomSearch({ trials }) },
    halving: { ...common, id: 'h-halving', label: 'H halving', strategy: halving },
  };
}

/** In rounds: one for all, then three times as much for the best third, and so on. */
const budgets = (rounds: number) => ({ minBudget: 1, maxBudget: rounds, reduction: 3 });
