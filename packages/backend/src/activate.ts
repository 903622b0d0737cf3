import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from './backend-error.ts';
import type { BackendName } from './backend-name.ts';
import type { Details, Driver } from './drivers/driver.ts';
import { forgetBackend, startBackend } from './engine.ts';
import type { BackendOptions } from './options.ts';
import { registerGradients } from './register-gradients.ts';

/** The backend that is current now, and what there is to say of it. */
export interface Activated extends Details {
  readonly name: BackendName;
}

/**
 * Makes one backend current. If a step fails, the backend that was current before is so again.
 *
 * @throws BackendError
 */
export async function activate(driver: Driver, options: BackendOptions): Promise<Activated> {
  const previous: string | undefined = tf.getBackend();
  const wasRunning = driver.engineName in tf.engine().registry;
  try {
    await driver.load(options);
    try {
      await startBackend(driver.engineName);
    } finally {
      driver.tidyUp?.();
    }
    await registerGradients();
    return { name: driver.name, ...(await driver.finish(options)) };
  } catch (error) {
    if (!wasRunning) forgetBackend(driver.engineName);
    if (previous !== undefined && previous !== null) await tf.setBackend(previous);
    throw asBackendError(driver.name, error);
  }
}

function asBackendError(name: string, error: unknown): BackendError {
  if (error instanceof BackendError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new BackendError(codeOf(error), `${name}: ${message}`, { cause: error });
}

/** The kernels refuse with codes of their own. */
function codeOf(error: unknown): BackendError['code'] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'unsupported-version') return 'incompatible';
  return code === 'simd-unavailable' ? 'unsupported-environment' : 'setup-failed';
}
