import { byScore, type Direction, type Evaluation } from './evaluation.ts';
import type { ParametersOf, SearchSpace } from './space.ts';

/** All runs of one set of parameters. */
export interface Trial<S extends SearchSpace = SearchSpace> {
  readonly trial: number;
  readonly parameters: ParametersOf<S>;
  /** That of the run with the largest budget. */
  readonly state: Evaluation['state'];
  readonly score?: number;
  readonly metrics?: Evaluation['metrics'];
  readonly error?: string;
  /** The largest budget that it was run with. */
  readonly budget?: number;
  /** Every run, by budget. */
  readonly evaluations: readonly Evaluation[];
}

/** What a search found, as plain data. */
export interface SearchResult<S extends SearchSpace = SearchSpace> {
  readonly space: S;
  readonly direction: Direction;
  /** By number. */
  readonly trials: readonly Trial<S>[];
  /** The best of those with the largest budget that any finished with; undefined if every trial failed. */
  readonly best: Trial<S> | undefined;
  /** The sum of the budgets of all runs; their number where there are no budgets. */
  readonly cost: number;
  /** The sum of the runs' wall times. */
  readonly seconds: number;
}

/** Gathers the evaluations of a search by trial. */
export function summarize<S extends SearchSpace>(
  space: S,
  direction: Direction,
  ended: readonly Evaluation[],
): SearchResult<S> {
  const runs = new Map<number, Evaluation[]>();
  for (const run of ended) runs.set(run.trial, [...(runs.get(run.trial) ?? []), run]);
  const trials = [...runs.values()].map((ofTrial) => gather<S>(ofTrial)).sort((a, b) => a.trial - b.trial);
  const finished = ended.filter(({ state }) => state === 'finished');
  const budgetOf = ({ budget = 0 }: Evaluation): number => budget;
  const largest = finished.reduce((most, run) => Math.max(most, budgetOf(run)), 0);
  const [first] = finished.filter((run) => budgetOf(run) === largest).sort(byScore(direction));
  return {
    space,
    direction,
    trials,
    best: trials.find(({ trial }) => trial === first?.trial),
    cost: ended.reduce((sum, { budget = 1 }) => sum + budget, 0),
    seconds: ended.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

function gather<S extends SearchSpace>(runs: readonly Evaluation[]): Trial<S> {
  const evaluations = [...runs].sort((a, b) => (a.budget ?? 0) - (b.budget ?? 0));
  const last = evaluations.at(-1);
  if (last === undefined) throw new Error('search: a trial without a run');
  const { reports: _, seconds: __, parameters, ...rest } = last;
  // What was drawn for the space, or read from the journal of the same space.
  return { ...rest, parameters: parameters as ParametersOf<S>, evaluations };
}
