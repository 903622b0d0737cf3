/** Thrown through a run by Ctrl-C. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

/**
 * Turns the first Ctrl-C (or SIGTERM) into an abort, so that the run can tidy up. A second one is the user's last word:
 * by then the handlers are gone and the process ends at once.
 */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
    controller.abort(new Interruption('interrupted'));
  };
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return controller.signal;
}
