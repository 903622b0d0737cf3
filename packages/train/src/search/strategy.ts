import type { Key } from '@gradlab/random';
import type { Direction, Evaluation, Proposal } from './evaluation.ts';
import type { Constraint, SearchSpace } from './space.ts';

/** What a strategy searches. */
export interface SearchProblem {
  readonly space: SearchSpace;
  readonly constraints: readonly Constraint[];
  readonly seed: Key;
  readonly direction: Direction;
}

/** Everything known so far. */
export interface Progress {
  readonly ended: readonly Evaluation[];
  readonly running: readonly Proposal[];
}

/** A strategy bound to a problem. */
export interface Plan {
  /**
   * What to run next, `wait` if that depends on runs that have not ended, `done` if there is nothing more. A function of
   * the progress alone, so that a search resumed from its journal goes on as it would have gone.
   */
  next(progress: Progress): Proposal | 'wait' | 'done';
  /** How many runs of the objective there will be at most, if that is known. */
  readonly total?: number;
}

/** Which parameters are tried, with what budget, in what order. */
export interface Strategy {
  /** Name and settings, as JSON: a journal of another strategy is not continued. */
  readonly description: Readonly<Record<string, unknown>>;
  plan(problem: SearchProblem): Plan;
}

/** The first of `0, 1, …, count - 1` that neither ended nor runs at a budget. */
export function firstFree({ ended, running }: Progress, count: number, budget?: number): number | undefined {
  const taken = new Set([...ended, ...running].filter((run) => run.budget === budget).map(({ trial }) => trial));
  for (let trial = 0; trial < count; trial++) if (!taken.has(trial)) return trial;
  return undefined;
}
