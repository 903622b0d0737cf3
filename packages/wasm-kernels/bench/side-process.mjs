// One side of the benchmark in a process of its own: kernels are global, and memory is to be seen a side.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from '@gradlab-internal/npm-cache';

/** OpenMP and MKL read these when they start. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };

/** Starts a side: `ask(request)` answers with its answer, or with `{ reason }` where it died or took longer than `limit` milliseconds. */
export function startProcess({ program, args }) {
  const stdio = ['pipe', 'pipe', 'pipe'];
  const child = spawn(program, args, { env: { ...cleanEnvironment(), ...ONE_THREAD }, stdio });
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  child.stdin.on('error', () => {});
  const ended = new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ reason: message, ended: true }));
    child.once('exit', (code, signal) => {
      const last = complaint.trim().split('\n').at(-1);
      resolve({ reason: `ended with ${code ?? signal}: ${last}`, ended: true });
    });
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      // A library may print; answers are objects.
      if (done) return ended;
      if (value.startsWith('{')) return JSON.parse(value);
    }
  };
  const ask = async (request, limit) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const controller = new AbortController();
    const late = sleep(limit, { reason: `longer than ${limit / 1000} s`, ended: true }, { signal: controller.signal });
    const given = await Promise.race([answer(), late.catch(() => ({}))]);
    controller.abort();
    if (given.ended) child.kill('SIGKILL');
    return given;
  };
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { ask, stop };
}
