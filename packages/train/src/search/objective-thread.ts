// What runs on a worker thread; an entry of its own in dist, loaded by its URL.
import { loadObjective, type ObjectiveAddress } from './load-objective.ts';
import type { Outcome } from './objective.ts';
import { errorText, plainOutcome, reportOf } from './outcome.ts';
import type { ThreadTask } from './worker-threads.ts';

/** Finds out whether an objective is there at all, before a run is spent on it. */
export async function checkObjective(address: ObjectiveAddress): Promise<void> {
  await loadObjective(address);
}

/** Does one run of the objective and sends its reports. */
export async function runObjective({ address, job, reports }: ThreadTask): Promise<Outcome> {
  const { parameters, ...rest } = job;
  try {
    const objective = await loadObjective(address);
    const report = (step: number, score: number): void => reports.postMessage(reportOf(step, score));
    // The search ends the whole thread when it is aborted: this signal is for objectives that hand theirs on.
    const { signal } = new AbortController();
    return plainOutcome(await objective(parameters as never, { ...rest, signal, report }));
  } catch (error) {
    // In words, for not everything that is thrown can cross.
    throw new Error(errorText(error));
  } finally {
    reports.close();
  }
}
