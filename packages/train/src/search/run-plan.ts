import { foldIn, integers, type Key } from '@gradlab/random';
import type { Evaluation, Proposal } from './evaluation.ts';
import type { Journal } from './journal.ts';
import type { Executor } from './objective.ts';
import { runTrial } from './run-trial.ts';
import type { SearchOptions } from './search.ts';
import type { SearchSpace } from './space.ts';
import type { Plan } from './strategy.ts';
import { claimFolder, folderOf } from './trial-folder.ts';

/**
 * Does what a plan asks for, as much at a time as the executor takes, until the plan or the time ends.
 *
 * @returns every run that has ended, those of the journal first
 */
export async function runPlan<S extends SearchSpace>(
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
    const folder = directory === undefined ? {} : { directory: folderOf(directory, proposal.trial) };
    const job = { ...proposal, seed: seedOf(seed, proposal.trial), ...folder };
    const run = async (): Promise<void> => {
      if (job.directory !== undefined) await claimFolder(job.directory, job);
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
      else if (inTime && next === 'wait') throw new Error('search: the strategy waits for a run, and none is going on');
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
