// Processor time is what a comparison goes by: other programs on the machine disturb it far less than the clock on the wall. It counts every
// thread of the process, so V8's compiler and collector too.

/** Milliseconds that this process has had on a processor. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const PATIENCE = 5;

/**
 * Calls `run`, after `before` which is not timed, until at least `shortest` milliseconds of processor time are measured
 * (or, on a busy machine, some times that on the wall).
 *
 * @returns milliseconds that one of the `calls` pieces of work in a run took, by either clock, and how many there were
 */
export async function timeCalls({ run, before = () => {}, calls = 1 }, shortest) {
  let wall = 0;
  let cpu = 0;
  let count = 0;
  do {
    before();
    const start = performance.now();
    const startOnProcessor = processorTime();
    const result = run();
    // Waiting where there is nothing to wait for would count the microtask.
    if (result instanceof Promise) await result;
    cpu += processorTime() - startOnProcessor;
    wall += performance.now() - start;
    count += calls;
  } while (cpu < shortest && wall < PATIENCE * shortest);
  return { wall: wall / count, cpu: cpu / count, count };
}
