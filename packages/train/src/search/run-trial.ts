import type { Evaluation, Proposal, Report } from './evaluation.ts';
import type { Executor, Job } from './objective.ts';
import { errorText, plainOutcome } from './outcome.ts';

/**
 * One run of the objective, whatever comes of it: a run that fails is an evaluation too.
 *
 * @throws the signal's reason, and nothing else
 */
export async function runTrial(
  executor: Executor,
  job: Job,
  proposal: Proposal,
  signal: AbortSignal,
): Promise<Evaluation> {
  const reports: Report[] = [];
  const begin = performance.now();
  const end = (result: Pick<Evaluation, 'state' | 'score' | 'metrics' | 'error'>): Evaluation => ({
    ...proposal,
    ...result,
    // A copy: an objective may go on reporting after its end.
    reports: [...reports],
    seconds: (performance.now() - begin) / 1000,
  });
  try {
    const outcome = await executor.run(job, { signal, onReport: (report) => reports.push(report) });
    const { score, ...metrics } = plainOutcome(outcome);
    return end({ state: 'finished', score, ...(Object.keys(metrics).length === 0 ? {} : { metrics }) });
  } catch (error) {
    signal.throwIfAborted();
    return end({ state: 'failed', error: errorText(error) });
  }
}
