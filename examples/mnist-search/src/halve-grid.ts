import { gridSearch, type HalvingOptions, type Strategy, successiveHalving } from '@gradlab/train';

/**
 * Successive halving that begins with every point of a grid, each once, where that of @gradlab/train begins with random draws.
 *
 * @param options budgets and reduction; `trials` is the number of points
 * @throws RangeError if a budget is out of range
 */
export function halveGrid(options: Omit<HalvingOptions, 'trials'>): Strategy {
  // Checks the budgets at the call, as the other strategies do.
  successiveHalving({ ...options, trials: 1 });
  return {
    description: { name: 'halveGrid', ...options },
    plan: (problem) => {
      const grid = gridSearch().plan(problem);
      const halving = successiveHalving({ ...options, trials: grid.total ?? 0 }).plan(problem);
      const parametersOf = (trial: number) => grid.parametersOf?.(trial) ?? {};
      return {
        ...halving,
        parametersOf,
        next: (progress) => {
          const proposal = halving.next(progress);
          return typeof proposal === 'string' ? proposal : { ...proposal, parameters: parametersOf(proposal.trial) };
        },
      };
    },
  };
}
