import { describeValue } from '@gradlab-internal/checks';
import type { Json } from './dimension.ts';
import type { Evaluation, Proposal, Report } from './evaluation.ts';
import type { Executor, Job, Outcome } from './objective.ts';

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
    reports,
    seconds: (performance.now() - begin) / 1000,
  });
  try {
    const outcome = await executor.run(job, { signal, onReport: (report) => reports.push(report) });
    return end({ state: 'finished', ...readOutcome(outcome) });
  } catch (error) {
    signal.throwIfAborted();
    return end({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
  }
}

function readOutcome(outcome: Outcome): Pick<Evaluation, 'metrics'> & { score: number } {
  const { score, ...metrics }: { score: number; [metric: string]: Json } =
    typeof outcome === 'object' && outcome !== null ? outcome : { score: outcome };
  if (typeof score !== 'number' || !Number.isFinite(score)) {
    throw new RangeError(`the objective must return a finite score, got ${describeValue(score)}`);
  }
  return Object.keys(metrics).length === 0 ? { score } : { score, metrics };
}
