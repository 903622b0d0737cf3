import { gridSearch, randomSearch, successiveHalving } from '@gradlab/train';
import { halveGrid } from './halve-grid.ts';
import type { SearchPlan } from './run-search.ts';
import { type Grid, gridConstraint, gridSpace, randomSpace } from './spaces.ts';

/** A pass over the digits is made in so many rounds: halving begins with a part of one. */
const ROUNDS_PER_EPOCH = 3;

/** Part S: the grid whole, and by successive halving from the same points. */
export function gridPlans(grid: Grid, epochs: number): { readonly whole: SearchPlan; readonly halving: SearchPlan } {
  const common = { ...lengthOf(epochs), space: gridSpace(grid), constraints: [gridConstraint(grid)] };
  return {
    whole: { ...common, id: 's-grid', label: 'S grid', strategy: gridSearch() },
    halving: { ...common, id: 's-halving', label: 'S halving', strategy: halveGrid(budgets(epochs)) },
  };
}

/** Part H: random draws, and successive halving from the same draws. */
export function randomPlans(
  { leastSize, mostSize, trials }: { leastSize: number; mostSize: number; trials: number },
  epochs: number,
): { readonly whole: SearchPlan; readonly halving: SearchPlan } {
  const common = { ...lengthOf(epochs), space: randomSpace({ leastSize, mostSize }), constraints: [] };
  const halving = successiveHalving({ trials, ...budgets(epochs) });
  return {
    whole: { ...common, id: 'h-random', label: 'H random', strategy: randomSearch({ trials }) },
    halving: { ...common, id: 'h-halving', label: 'H halving', strategy: halving },
  };
}

const lengthOf = (epochs: number) => ({ rounds: epochs * ROUNDS_PER_EPOCH, roundsPerEpoch: ROUNDS_PER_EPOCH });

/** In rounds: a third of an epoch for all, then three times as much for the best third, and so on. */
const budgets = (epochs: number) => ({ minBudget: 1, maxBudget: epochs * ROUNDS_PER_EPOCH, reduction: 3 });
