import type { Key } from '@gradlab/random';
import type { Direction, Evaluation, Proposal } from './evaluation.ts';
import type { Constraint, Parameters, SearchSpace } from './space.ts';

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
  /** What a trial tries, whatever the others score: a journal that has something else recorded is another search's. */
  readonly parametersOf?: (trial: number) => Parameters;
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
  // Asked for before every run: bytes keep a search of many thousand trials from growing slow.
  const taken = new Uint8Array(count);
  for (const run of ended) if (run.budget === budget) taken[run.trial] = 1;
  for (const run of running) if (run.budget === budget) taken[run.trial] = 1;
  const free = taken.indexOf(0);
  return free < 0 ? undefined : free;
}
