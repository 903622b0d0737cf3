import type { Piscina } from 'piscina';
import { reasonOf, TransformError } from './transform-error.ts';
import type { TransformedInputs } from './transform-examples.ts';
import { errorOf, type TransformAnswer, type TransformJob } from './transform-job.ts';

/** A pass's share in a pool. */
export interface WorkerPool {
  /** The answer to a job, whose buffers are handed over. @throws {@link TransformError} */
  run(job: TransformJob): Promise<TransformedInputs>;
  /** Ends the pass' jobs: those that wait, and by ending their threads those that run. */
  cancel(): void;
  /** To be called once, when the pass is over; cancels what is left of it. */
  release(): void;
}

interface SharedPool {
  readonly threads: Piscina;
  users: number;
  closed: boolean;
  closing?: ReturnType<typeof setTimeout>;
}

/** Starting threads costs more than a batch: the pools outlive the passes, one for each number of workers. */
const pools = new Map<number, Promise<SharedPool>>();

/** How long the threads of a pool that nobody uses are kept. They do not keep the process alive. */
const IDLE_MILLISECONDS = 30_000;

/** The pool of so many threads, shared with every other pass that asks for as many. */
export async function usePool(workers: number): Promise<WorkerPool> {
  const opening = pools.get(workers) ?? open(workers);
  pools.set(workers, opening);
  const pool = await opening;
  clearTimeout(pool.closing);
  pool.users++;
  const jobs = new Set<AbortController>();
  const cancel = (): void => {
    for (const job of jobs) job.abort();
  };
  return {
    run: (job) => run(pool.threads, job, jobs),
    cancel,
    release() {
      cancel();
      pool.users--;
      if (pool.users > 0) return;
      pool.closing = setTimeout(() => close(workers, pool), IDLE_MILLISECONDS);
      pool.closing.unref();
    },
  };
}

async function open(workers: number): Promise<SharedPool> {
  // Imported only here: it is for Node alone.
  const { Piscina } = await import('piscina').catch((cause) => {
    pools.delete(workers);
    throw new TransformError('worker', `batches: cannot start workers: ${reasonOf(cause)}`, { cause });
  });
  // As many at the least as at the most: a thread that died is replaced, for the jobs that wait behind its last one.
  const threads = new Piscina({ minThreads: workers, maxThreads: workers, recordTiming: false });
  const pool = { threads, users: 0, closed: false };
  // Told of answers to cancelled jobs, which concern nobody, and of threads that fail outside of any job. Those are replaced,
  // unless they could not even start: then the pool ends, and what waits in it is refused.
  threads.on('error', () => {
    if (threads.threads.length === 0) close(workers, pool);
  });
  return pool;
}

function close(workers: number, pool: SharedPool): void {
  // One that ended by itself may have a successor, which is not to be forgotten.
  if (pool.closed) return;
  pool.closed = true;
  pools.delete(workers);
  // What was waiting hears of it by its own promise.
  pool.threads.destroy().catch(() => undefined);
}

async function run(threads: Piscina, job: TransformJob, jobs: Set<AbortController>): Promise<TransformedInputs> {
  // One for each job: Node warns of a signal that more than ten listen to.
  const ending = new AbortController();
  jobs.add(ending);
  try {
    const answer = await ask(threads, job, ending.signal);
    if ('failure' in answer) throw errorOf(answer.failure);
    return answer;
  } finally {
    jobs.delete(ending);
  }
}

async function ask(threads: Piscina, job: TransformJob, signal: AbortSignal): Promise<TransformAnswer> {
  const { examples, indices } = job;
  const transferList = [examples.data.buffer, indices.buffer] as ArrayBuffer[];
  const batch = `the batch of ${indices.length} that begins with example ${indices[0]}`;
  try {
    return await threads.run(job, { filename: WORKER, name: 'transformBatch', transferList, signal });
  } catch (cause) {
    throw new TransformError('worker', `batches: the worker with ${batch} failed: ${reasonOf(cause)}`, { cause });
  }
}

/** Beside this module in dist. */
const WORKER = new URL('./transform-worker.js', import.meta.url).href;
