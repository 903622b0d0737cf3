// Processor time is what a comparison goes by: other programs on the machine disturb it far less than the clock on the wall. It counts every
// thread of the process, so V8's compiler and collector too.

/** Milliseconds that this process has had on a processor. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Calls `run` for at least `shortest` milliseconds on the wall; returns what one call took by either clock. */
export function timeCalls(run, shortest) {
  const start = performance.now();
  const startOnProcessor = processorTime();
  let count = 0;
  do {
    run();
    count++;
  } while (performance.now() - start < shortest);
  return { wall: (performance.now() - start) / count, cpu: (processorTime() - startOnProcessor) / count, count };
}
