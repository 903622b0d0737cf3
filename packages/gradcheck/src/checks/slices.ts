import type { DoubleFunction } from '../problem/double-function.ts';
import type { Settings } from './settings.ts';

/** How long other code may have to wait, in milliseconds. */
const SLICE_MS = 100;

/**
 * Runs steps on the float64 backend a slice at a time: between slices the user's backend is current and other code may run, and
 * the check may be aborted.
 *
 * @param total how many steps are expected
 * @throws what the signal gives as its reason
 */
export async function runInSlices(
  f: DoubleFunction,
  steps: Generator<void>,
  total: number,
  { signal, onProgress }: Settings,
): Promise<void> {
  let done = 0;
  const runSlice = (): boolean => {
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      if (steps.next().done === true) return true;
      done++;
    }
    return false;
  };
  for (;;) {
    signal?.throwIfAborted();
    const finished = f.run(runSlice);
    onProgress?.({ done, total: Math.max(done, total) });
    if (finished) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
}
