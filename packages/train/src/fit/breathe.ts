const LONGEST_HOLD_MS = 40;

/**
 * A function to await between batches. A WASM or CPU kernel runs synchronously and promises alone never let timers,
 * signals or a page's events through; so now and then this gives the event loop a turn.
 */
export function eventLoopBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_HOLD_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
