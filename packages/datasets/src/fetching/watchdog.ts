import { TransferError } from './transfer-error.ts';

/** Ends a request at the caller's signal, and when a step of it takes too long. */
export interface Watchdog {
  /** For the request. */
  readonly signal: AbortSignal;
  /** Waits for one step; time that passes between steps, in which bytes are written to the disk, does not count. */
  during<T>(step: Promise<T>): Promise<T>;
  stop(): void;
}

/** @param silence milliseconds that a step may take */
export function watchdog(silence: number, signal: AbortSignal | undefined): Watchdog {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    async during(step) {
      const timer = setTimeout(() => {
        controller.abort(new TransferError(`stalled: nothing came for ${silence / 1000} s`, { transient: true }));
      }, silence);
      try {
        return await step;
      } catch (cause) {
        // Engines differ in what a cancelled request rejects with; the reason is what the caller should see.
        controller.signal.throwIfAborted();
        throw cause;
      } finally {
        clearTimeout(timer);
      }
    },
    stop() {
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
