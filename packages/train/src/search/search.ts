import { foldIn, integers, type Key, key, type Seed } from '@gradlab/random';
import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type { Direction, Evaluation, Proposal } from './evaluation.ts';
import { inProcess } from './in-process.ts';
import { type Journal, NO_JOURNAL, openJournal } from './journal.ts';
import { addressOf, loadObjective } from './load-objective.ts';
import { requireNode } from './node-builtins.ts';
import type { Executor, Objective, ObjectiveModule } from './objective.ts';
import { runTrial } from './run-trial.ts';
import { type SearchResult, summarize } from './search-result.ts';
import { type Constraint, dimensionsOf, type SearchSpace } from './space.ts';
import type { Plan, Strategy } from './strategy.ts';
import { workerThreads } from './worker-threads.ts';

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
  /** A folder in which each trial gets one of its own, `trial-0` and so on. */
  readonly directory?: string;
  /** Seconds after which no further run begins. */
  readonly timeLimit?: number;
  readonly signal?: AbortSignal;
  /** Told each run that ends, in order; also those read from the journal if `replay` is true. */
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
  signal?.throwIfAborted();
  const seed = key(options.seed ?? 0);
  const plan = strategy.plan({ space, constraints: constraints as readonly Constraint[], seed, direction });
  const identity = { space, strategy: strategy.description, direction, seed: seed.words };
  const journal = options.journal === undefined ? NO_JOURNAL : await openJournal(options.journal, identity);
  try {
    const executor = await executorOf(objective, workers);
    try {
      return summarize(space, direction, await runAll(plan, executor, journal, seed, options));
    } finally {
      await executor.close();
    }
  } finally {
    await journal.close();
  }
}

async function executorOf<S extends SearchSpace>(
  objective: Objective<S> | ObjectiveModule | Executor,
  workers: number,
): Promise<Executor> {
  if (typeof objective === 'function') {
    if (workers === 0) return inProcess(objective as Objective);
    throw new TypeError(
      'search: with workers the objective must be { module, export }, for no closure crosses to a thread, got a function',
    );
  }
  if (typeof objective === 'object' && objective !== null && 'run' in objective) return objective;
  if (typeof objective !== 'object' || objective === null) {
    throw new TypeError(
      `search: objective must be a function, { module, export } or an executor, got ${describeValue(objective)}`,
    );
  }
  return workers === 0 ? inProcess(await loadObjective(addressOf(objective))) : workerThreads(objective, workers);
}

async function runAll<S extends SearchSpace>(
  plan: Plan,
  executor: Executor,
  journal: Journal,
  seed: Key,
  { signal, timeLimit = Number.POSITIVE_INFINITY, directory, onEvaluation }: SearchOptions<S>,
): Promise<readonly Evaluation[]> {
  const ended = [...journal.ended];
  const running = new Map<Proposal, Promise<void>>();
  const total = plan.total === undefined ? {} : { total: plan.total };
  // Stops what runs beside a run that could not be recorded, and what an aborted search leaves.
  const stop = new AbortController();
  const merged = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const begin = performance.now();
  const start = (proposal: Proposal): void => {
    const job = { ...proposal, seed: seedOf(seed, proposal.trial), ...folderOf(directory, proposal.trial) };
    const run = async (): Promise<void> => {
      const evaluation = await runTrial(executor, job, proposal, merged);
      await journal.append(evaluation);
      running.delete(proposal);
      ended.push(evaluation);
      onEvaluation?.(evaluation, { ended: ended.length, ...total });
    };
    running.set(proposal, run());
  };
  try {
    for (;;) {
      merged.throwIfAborted();
      const inTime = performance.now() - begin < 1000 * timeLimit;
      const next =
        inTime && running.size < executor.concurrency ? plan.next({ ended, running: [...running.keys()] }) : 'wait';
      if (typeof next === 'object') start(next);
      else if (running.size > 0) await Promise.race(running.values());
      else return ended;
    }
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(running.values());
    throw error;
  }
}

/** A trial's own integer: the same at every budget and after a restart. */
const seedOf = (seed: Key, trial: number): number =>
  integers(foldIn(foldIn(seed, 'seed'), trial), 1, { below: 2 ** 32 })[0] ?? 0;

function folderOf(directory: string | undefined, trial: number): { directory?: string } {
  if (directory === undefined) return {};
  return { directory: requireNode('search: directory').path.join(directory, `trial-${trial}`) };
}
