import type { Executor, Objective } from './objective.ts';
import { reportOf } from './outcome.ts';

/** Does the runs in this process, one after the other: they share its backend. A run that does not heed its signal is waited for. */
export function inProcess(objective: Objective): Executor {
  return {
    concurrency: 1,
    run: async (job, { signal, onReport }) => {
      const { parameters, ...rest } = job;
      const report = (step: number, score: number): void => onReport(reportOf(step, score));
      // The parameters were drawn from the objective's own space.
      const outcome = await objective(parameters as never, { ...rest, signal, report });
      signal.throwIfAborted();
      return outcome;
    },
    close: async () => undefined,
  };
}
