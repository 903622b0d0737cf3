import { describeValue } from '@gradlab-internal/checks';
import { inProcess } from './in-process.ts';
import { addressOf, loadObjective } from './load-objective.ts';
import type { Executor, Objective, ObjectiveModule } from './objective.ts';
import type { SearchSpace } from './space.ts';
import { workerThreads } from './worker-threads.ts';

/** What does the runs of an objective, however it was given. */
export async function executorOf<S extends SearchSpace>(
  objective: Objective<S> | ObjectiveModule | Executor,
  workers: number,
  signal: AbortSignal | undefined,
): Promise<Executor> {
  if (typeof objective === 'function') {
    if (workers === 0) return inProcess(objective as Objective);
    throw new TypeError(
      'search: with workers the objective must be { module, export }, for no closure crosses to a thread, got a function',
    );
  }
  if (typeof objective === 'object' && objective !== null && 'run' in objective) return checked(objective, workers);
  if (typeof objective !== 'object' || objective === null) {
    throw new TypeError(
      `search: objective must be a function, { module, export } or an executor, got ${describeValue(objective)}`,
    );
  }
  return workers === 0
    ? inProcess(await loadObjective(addressOf(objective)))
    : workerThreads(objective, workers, signal);
}

function checked(executor: Executor, workers: number): Executor {
  const { concurrency, run, close } = executor;
  if (typeof run !== 'function' || typeof close !== 'function' || typeof concurrency !== 'number') {
    throw new TypeError('search: an executor must have a number concurrency and functions run and close');
  }
  if (!(concurrency >= 1))
    throw new RangeError(`search: an executor must do at least one run at a time, got ${concurrency}`);
  if (workers > 0)
    throw new RangeError(`search: workers must be 0 beside an executor, which has its own, got ${workers}`);
  return executor;
}
