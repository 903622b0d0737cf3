// What runs on a worker thread; an entry of its own in dist, loaded by its URL.
import { loadObjective } from './load-objective.ts';
import { type Outcome, reportOf } from './objective.ts';
import type { ThreadTask } from './worker-threads.ts';

/** Does one run of the objective and sends its reports. */
export async function runObjective({ address, job, reports }: ThreadTask): Promise<Outcome> {
  const { parameters, ...rest } = job;
  try {
    const objective = await loadObjective(address);
    const report = (step: number, score: number): void => reports.postMessage(reportOf(step, score));
    // The search ends the whole thread when it is aborted: this signal is for objectives that hand theirs on.
    const { signal } = new AbortController();
    return await objective(parameters as never, { ...rest, signal, report });
  } finally {
    reports.close();
  }
}
