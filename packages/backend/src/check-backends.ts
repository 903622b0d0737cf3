import { BACKEND_NAMES, type BackendName } from './backend-name.ts';
import { DRIVERS } from './drivers/all.ts';

/** Whether a backend works here. */
export interface BackendStatus {
  readonly name: BackendName;
  readonly available: boolean;
  /** Why it is not available, and what to do about it. */
  readonly reason?: string;
}

/**
 * Says for each backend whether it works here, and if not why. The current backend stays as it is. `cuda` is tried in a child
 * process if its package is installed; in a browser the packages of `webgl` and `webgpu`, if installed, are loaded to see
 * that they are there.
 *
 * @returns one entry for each name that `useBackend` knows, `auto` aside
 * @example
 * ```ts
 * import { checkBackends } from '@gradlab/backend';
 * for (const { name, available, reason } of await checkBackends()) console.log(name, available ? 'yes' : reason);
 * ```
 */
export async function checkBackends(): Promise<BackendStatus[]> {
  return Promise.all(BACKEND_NAMES.map(check));
}

async function check(name: BackendName): Promise<BackendStatus> {
  try {
    await DRIVERS[name].check();
    return { name, available: true };
  } catch (error) {
    return { name, available: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
