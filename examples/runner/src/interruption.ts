/** Thrown through a run by Ctrl-C. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Turns the first Ctrl-C (or SIGTERM, or a closed terminal) into an abort, so that the run can tidy up. A second one is the
 * user's last word: by then the handlers are gone and the process ends at once.
 */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    // Not at once: signal-exit (of write-file-atomic), which is told next, would find itself alone and end the process.
    setImmediate(() => {
      for (const name of SIGNALS) process.off(name, abort);
    });
    controller.abort(new Interruption('interrupted'));
  };
  for (const name of SIGNALS) process.on(name, abort);
  return controller.signal;
}
