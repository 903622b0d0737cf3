import { describeValue } from '@gradlab-internal/checks';
import { requireKind, requireSignal } from '../require-kind.ts';
import type { FetchOptions } from './fetch-options.ts';

/**
 * Checks what every loader offers that can download, before it begins.
 *
 * @param caller the loader, for messages
 * @throws TypeError
 */
export function requireFetchOptions(caller: string, options: FetchOptions): void {
  requireKind(caller, 'options', options, 'object');
  const { directory, cacheDirectory, offline, signal, onProgress, mirrors } = options;
  if (directory !== undefined) requireKind(caller, 'directory', directory, 'string');
  if (cacheDirectory !== undefined) requireKind(caller, 'cacheDirectory', cacheDirectory, 'string');
  if (offline !== undefined) requireKind(caller, 'offline', offline, 'boolean');
  if (onProgress !== undefined) requireKind(caller, 'onProgress', onProgress, 'function');
  requireSignal(caller, signal);
  // A string is a list too, of letters.
  if (mirrors !== undefined && !(Array.isArray(mirrors) && mirrors.every((mirror) => typeof mirror === 'string'))) {
    throw new TypeError(`${caller}: mirrors must be a list of URLs as strings, got ${describeValue(mirrors)}`);
  }
}
