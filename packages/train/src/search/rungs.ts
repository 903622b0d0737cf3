import { requireInteger, requireNumber } from '@gradlab-internal/checks';

/** Settings of a search by elimination. */
export interface HalvingOptions {
  /** How many trials begin. */
  readonly trials: number;
  /** What each of them may spend, in the objective's unit. */
  readonly minBudget: number;
  /** What the last ones may spend. */
  readonly maxBudget: number;
  /** One in `reduction` (η) goes on, with `reduction` times the budget. Default 3. */
  readonly reduction?: number;
}

/** Checked settings with the budget of each rung. */
export interface Rungs {
  readonly trials: number;
  readonly reduction: number;
  readonly budgets: readonly number[];
}

/** `minBudget · η^k` up to `maxBudget`, which is the last; whole where both ends are whole. */
export function readRungs(caller: string, { trials, minBudget, maxBudget, reduction = 3 }: HalvingOptions): Rungs {
  requireInteger(caller, 'trials', trials, { min: 1 });
  requireNumber(caller, 'minBudget', minBudget, { above: 0 });
  requireNumber(caller, 'maxBudget', maxBudget, { min: minBudget });
  requireNumber(caller, 'reduction', reduction, { above: 1 });
  const whole = Number.isInteger(minBudget) && Number.isInteger(maxBudget);
  const budgets: number[] = [];
  for (let budget = minBudget; budget < maxBudget * (1 - 1e-9); budget *= reduction) {
    const rounded = whole ? Math.round(budget) : budget;
    if (rounded !== budgets.at(-1) && rounded < maxBudget) budgets.push(rounded);
  }
  return { trials, reduction, budgets: [...budgets, maxBudget] };
}
