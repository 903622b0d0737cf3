import type { MessagePort } from 'node:worker_threads';
import type { Report } from './evaluation.ts';
import { addressOf, type ObjectiveAddress } from './load-objective.ts';
import { requireNode } from './node-builtins.ts';
import type { Executor, Job, ObjectiveModule, Outcome } from './objective.ts';

/** What crosses to a thread. */
export interface ThreadTask {
  readonly address: ObjectiveAddress;
  readonly job: Job;
  /** Reports come back through it; it is closed when the run has ended. */
  readonly reports: MessagePort;
}

/**
 * Does the runs on worker threads, one at a time on each, so that each has a backend of its own. Aborting ends the thread
 * of a run, wherever it is. The pool is Piscina's.
 *
 * @throws if the objective's module cannot be loaded or has no such export: else every trial would be spent on it
 */
export async function workerThreads(
  objective: ObjectiveModule,
  workers: number,
  signal: AbortSignal | undefined,
): Promise<Executor> {
  const { threads } = requireNode('search: workers');
  const address = addressOf(objective);
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: new URL('./objective-thread.js', import.meta.url).href,
    name: 'runObjective',
    // As many at the least as at the most: a thread that died is replaced, for the runs that wait behind its last one.
    minThreads: workers,
    maxThreads: workers,
  });
  // Told of answers to cancelled runs, which concern nobody; a run hears of its own failure by its promise.
  pool.on('error', () => undefined);
  try {
    await pool.run(address, { name: 'checkObjective', ...(signal && { signal }) });
  } catch (error) {
    await pool.destroy();
    signal?.throwIfAborted();
    throw error;
  }
  return {
    concurrency: workers,
    run: async (job, { signal, onReport }) => {
      const { port1, port2 } = new threads.MessageChannel();
      port1.on('message', (report: Report) => onReport(report));
      port1.unref();
      const task: ThreadTask = { address, job, reports: port2 };
      try {
        const outcome: Outcome = await pool.run(task, { signal, transferList: [port2] });
        drain(port1, threads.receiveMessageOnPort, onReport);
        return outcome;
      } catch (error) {
        signal.throwIfAborted();
        drain(port1, threads.receiveMessageOnPort, onReport);
        throw error;
      } finally {
        port1.close();
      }
    },
    close: () => pool.destroy(),
  };
}

/** The run's answer may overtake its last reports. */
function drain(
  port: MessagePort,
  receive: (port: MessagePort) => { message: Report } | undefined,
  onReport: (report: Report) => void,
): void {
  for (let next = receive(port); next !== undefined; next = receive(port)) onReport(next.message);
}
