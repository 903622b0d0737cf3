const LONGEST_HOLD_MS = 40;

/** A turn of the event loop. A timer would do, but waits a millisecond or more with nothing to do. */
function turn(resolve: () => void): void {
  if (typeof globalThis.setImmediate === 'function') setImmediate(resolve);
  else setTimeout(resolve);
}

/**
 * A function to await between batches. A WASM or CPU kernel runs synchronously and promises alone never let timers,
 * signals or a page's events through; so now and then this gives the event loop a turn.
 */
export function eventLoopBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST_HOLD_MS) return;
    await new Promise<void>(turn);
    last = performance.now();
  };
}
