import { type Remote, wrap } from 'comlink';
import type { DigitsWorker } from './contract.ts';

/**
 * Starts the worker.
 *
 * @param onCrash told why where the worker could not be loaded, or where an error escaped it
 */
export function connectWorker(onCrash: (reason: string) => void): Remote<DigitsWorker> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', (event) => {
    // A script that cannot be loaded gives an event without a message.
    onCrash(event.message || 'its script could not be loaded');
  });
  worker.addEventListener('messageerror', () => onCrash('a message could not be read'));
  return wrap<DigitsWorker>(worker);
}
