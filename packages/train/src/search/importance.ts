import type { Json } from './dimension.ts';
import type { Evaluation } from './evaluation.ts';
import type { SearchResult } from './search-result.ts';
import type { SearchSpace } from './space.ts';

/** How much of the scores' variance a hyperparameter explains by itself. */
export interface Importance {
  readonly name: string;
  /** ε², at most 1; near zero, and possibly a little below, where the scores do not depend on it. */
  readonly share: number;
}

/** Trials to be compared; with fewer, any hyperparameter may explain anything. */
const LEAST_TRIALS = 20;
/** Trials in a group of numbers: fewer make the groups' means noise. */
const LEAST_GROUP = 5;
const MOST_GROUPS = 8;

/**
 * The share of the variance of finished trials' scores that each hyperparameter explains by itself: trials are grouped by
 * its value (numbers into groups of equal size by rank), and the variance between the groups' means is set against all of
 * it, corrected for the number of groups: ε² = 1 − (SS_within / (n − k)) / (SS_total / (n − 1)). Effects of two
 * hyperparameters together are in neither's share. Where there are several budgets, the runs of one count: the largest that 20
 * runs finished with, or else the one with the most; the few that an elimination leaves would say nothing.
 *
 * @param result what `search` returned
 * @returns one entry for each hyperparameter, the most important first; none with fewer than three finished trials
 * @see Kelley: An unbiased correlation ratio measure. PNAS 21, 1935.
 * @example
 * ```ts
 * import { importance, randomSearch, search, uniform } from '@gradlab/train';
 *
 * const space = { steep: uniform(0, 1), flat: uniform(0, 1) };
 * const result = await search(space, ({ steep, flat }) => 10 * steep + flat, {
 *   strategy: randomSearch({ trials: 100 }),
 * });
 * console.log(importance(result)); // steep about 0.97, flat about 0
 * ```
 */
export function importance<S extends SearchSpace>({ space, trials }: SearchResult<S>): Importance[] {
  const compared = comparable(trials.flatMap(({ evaluations }) => evaluations));
  if (compared.length < 3) return [];
  return Object.keys(space)
    .map((name) => ({ name, share: explained(groups(name, compared)) }))
    .sort((a, b) => b.share - a.share);
}

/** Runs of one budget: the largest with enough of them, for after an elimination few are left; else that with the most. */
function comparable(evaluations: readonly Evaluation[]): readonly Evaluation[] {
  const byBudget = new Map<number, Evaluation[]>();
  for (const run of evaluations) {
    if (run.state !== 'finished') continue;
    const { budget = 0 } = run;
    const runs = byBudget.get(budget);
    if (runs === undefined) byBudget.set(budget, [run]);
    else runs.push(run);
  }
  const fromLargest = [...byBudget].sort(([a], [b]) => b - a).map(([, runs]) => runs);
  const most = fromLargest.reduce<Evaluation[]>((found, runs) => (runs.length > found.length ? runs : found), []);
  return fromLargest.find((runs) => runs.length >= LEAST_TRIALS) ?? most;
}

/** Scores grouped by the value of one hyperparameter. */
function groups(name: string, trials: readonly Evaluation[]): number[][] {
  const valueAt = ({ parameters }: Evaluation): Json | undefined => parameters[name];
  const written = trials.map((trial) => JSON.stringify(valueAt(trial)));
  const values = [...new Set(written)];
  const isNumber = trials.every((trial) => typeof valueAt(trial) === 'number' || valueAt(trial) === undefined);
  if (!isNumber || values.length <= MOST_GROUPS) {
    return values.map((value) => trials.filter((_, i) => written[i] === value).map(scoreOf));
  }
  const there = trials.filter((trial) => valueAt(trial) !== undefined);
  const absent = trials.filter((trial) => valueAt(trial) === undefined);
  const sorted = [...there].sort((a, b) => Number(valueAt(a)) - Number(valueAt(b)));
  const count = Math.min(MOST_GROUPS, Math.max(2, Math.floor(there.length / LEAST_GROUP)));
  const cut = (i: number): number => Math.round((i * sorted.length) / count);
  const ranked = Array.from({ length: count }, (_, i) => sorted.slice(cut(i), cut(i + 1)));
  return [...ranked, absent].filter((group) => group.length > 0).map((group) => group.map(scoreOf));
}

const scoreOf = ({ score = Number.NaN }: Evaluation): number => score;

function explained(grouped: readonly (readonly number[])[]): number {
  const all = grouped.flat();
  const total = squares(all);
  const [n, k] = [all.length, grouped.length];
  if (total === 0 || k < 2 || n <= k) return 0;
  const within = grouped.reduce((sum, group) => sum + squares(group), 0);
  return 1 - within / (n - k) / (total / (n - 1));
}

/** The sum of squared distances from the mean. */
function squares(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
