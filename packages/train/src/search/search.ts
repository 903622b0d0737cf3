import { key, type Seed } from '@gradlab/random';
import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type { Direction, Evaluation } from './evaluation.ts';
import { executorOf } from './executor-of.ts';
import { NO_JOURNAL, openJournal, requireSameTrials } from './journal.ts';
import type { Executor, Objective, ObjectiveModule } from './objective.ts';
import { runPlan } from './run-plan.ts';
import { type SearchResult, summarize } from './search-result.ts';
import { type Constraint, dimensionsOf, type SearchSpace } from './space.ts';
import type { Strategy } from './strategy.ts';

/** How to search. */
export interface SearchOptions<S extends SearchSpace = SearchSpace> {
  /** Made by `gridSearch`, `randomSearch`, `successiveHalving` or `asha`. */
  readonly strategy: Strategy;
  /** Of the draws; default 0. */
  readonly seed?: Seed;
  /** Whether more is better; default `maximize`. */
  readonly direction?: Direction;
  /** Parameters that one of these refuses are never tried: a number of weights out of range, say. */
  readonly constraints?: readonly Constraint<S>[];
  /** Worker threads; then the objective is `{ module, export }`. Default 0: in this process, one run after the other. */
  readonly workers?: number;
  /** A file of JSON lines in which every run is recorded as it ends, and from which a search that was killed goes on. */
  readonly journal?: string;
  /** A folder in which each trial gets one of its own, `trial-0` and so on; what another search left in it is refused. */
  readonly directory?: string;
  /** Seconds after which no further run begins. */
  readonly timeLimit?: number;
  /** Stops the search: threads at once, an objective in this process as soon as it heeds the signal that it is given. */
  readonly signal?: AbortSignal;
  /** Told each run that ends, in order, but not those read from the journal. If it throws, the search stops. */
  readonly onEvaluation?: (
    evaluation: Evaluation,
    progress: { readonly ended: number; readonly total?: number },
  ) => void;
}

/**
 * Searches a space of hyperparameters for those with which an objective is best.
 *
 * A run whose objective throws, whose thread dies, or whose score is not a finite number is recorded as failed, and the
 * search goes on. With a journal, a search that was killed is called again with the same arguments and goes on after the
 * last run that ended; runs that were going on are done again.
 *
 * @param space dimensions by name, made by `choice`, `uniform`, `logUniform`, `integer` and `conditional`
 * @param objective a function of parameters and context that returns a score; `{ module, export }` of one, for worker
 *   threads; or an {@link Executor} that knows how to do a run
 * @param options see {@link SearchOptions}
 * @returns all trials and the best one, as plain data
 * @throws TypeError or RangeError for wrong arguments; {@link SearchError} for a journal that cannot be used; the signal's
 *   reason when aborted
 * @example
 * ```ts
 * import { choice, logUniform, randomSearch, search } from '@gradlab/train';
 *
 * const space = { rate: logUniform(1e-4, 1), activation: choice(['relu', 'tanh']) };
 * const result = await search(
 *   space,
 *   ({ rate, activation }) => -((Math.log10(rate) + 2) ** 2) - (activation === 'relu' ? 0 : 1),
 *   { strategy: randomSearch({ trials: 20 }), seed: 1 },
 * );
 * console.log(result.best?.parameters, result.best?.score); // a rate near 0.01, relu
 * ```
 */
export async function search<const S extends SearchSpace>(
  space: S,
  objective: Objective<S> | ObjectiveModule | Executor,
  options: SearchOptions<S>,
): Promise<SearchResult<S>> {
  const { strategy, direction = 'maximize', constraints = [], workers = 0, signal } = options;
  dimensionsOf(space);
  if (typeof strategy?.plan !== 'function') {
    throw new TypeError(
      `search: strategy must be made by gridSearch, randomSearch, successiveHalving or asha, got ${describeValue(strategy)}`,
    );
  }
  requireOneOf('search', 'direction', direction, ['maximize', 'minimize']);
  requireInteger('search', 'workers', workers, { min: 0 });
  if (options.timeLimit !== undefined) requireNumber('search', 'timeLimit', options.timeLimit, { above: 0 });
  requireFunctions(constraints);
  signal?.throwIfAborted();
  const seed = key(options.seed ?? 0);
  const plan = strategy.plan({ space, constraints: constraints as readonly Constraint[], seed, direction });
  const identity = { space, strategy: strategy.description, direction, seed: seed.words };
  const journal = options.journal === undefined ? NO_JOURNAL : await openJournal(options.journal, identity);
  try {
    if (plan.parametersOf !== undefined) requireSameTrials(options.journal ?? '', journal.ended, plan.parametersOf);
    const executor = await executorOf(objective, workers, signal);
    try {
      return summarize(space, direction, await runPlan(plan, executor, journal, seed, options));
    } finally {
      await executor.close();
    }
  } finally {
    await journal.close();
  }
}

function requireFunctions(constraints: unknown): void {
  const isList = Array.isArray(constraints) && constraints.every((constraint) => typeof constraint === 'function');
  if (isList) return;
  throw new TypeError(`search: constraints must be an array of functions, got ${describeValue(constraints)}`);
}
