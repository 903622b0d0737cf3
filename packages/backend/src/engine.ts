import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from './backend-error.ts';

/**
 * Makes a registered backend current and waits until it is ready. TensorFlow.js only says that this failed; here the reason
 * comes as the error's cause.
 *
 * @throws BackendError `setup-failed`
 */
export async function startBackend(engineName: string): Promise<void> {
  const entry = tf.engine().registryFactory[engineName];
  if (entry === undefined) throw new BackendError('setup-failed', `${engineName}: its package registered no backend`);
  const { factory } = entry;
  let cause: unknown;
  entry.factory = () => {
    try {
      const made = factory();
      if (made instanceof Promise) made.catch((error) => (cause = error));
      return made;
    } catch (error) {
      cause = error;
      throw error;
    }
  };
  try {
    if (await tf.setBackend(engineName)) return;
  } finally {
    entry.factory = factory;
  }
  const reason = (cause as { readonly message?: unknown } | undefined)?.message ?? 'no reason given';
  throw new BackendError('setup-failed', `${engineName}: the backend does not start: ${String(reason)}`, { cause });
}

/** Undoes a start: the backend's instance goes, and it stays registered as it was, so that it can be tried again. */
export function forgetBackend(engineName: string): void {
  const entry = tf.engine().registryFactory[engineName];
  if (entry === undefined) return;
  const { factory, priority } = entry;
  tf.removeBackend(engineName);
  tf.registerBackend(engineName, factory, priority);
}
