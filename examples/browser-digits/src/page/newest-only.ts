/**
 * Runs a task for the newest of the values that it is given: while it runs, later ones wait, and of those only the last is kept.
 *
 * @param onError told where a task failed; the next one runs all the same
 * @returns what to call with each value
 */
export function newestOnly<T = void>(
  task: (value: T) => Promise<void>,
  onError: (error: unknown) => void,
): (value: T) => void {
  let waiting: { readonly value: T } | undefined;
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (waiting !== undefined) {
      const { value } = waiting;
      waiting = undefined;
      await task(value).catch(onError);
    }
    running = false;
  };
  return (value) => {
    waiting = { value };
    if (!running) void run();
  };
}
