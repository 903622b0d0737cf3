import { requireOneOf } from '@gradlab-internal/checks';
import { type Activated, activate } from './activate.ts';
import { BackendError } from './backend-error.ts';
import { BACKEND_NAMES, type BackendName } from './backend-name.ts';
import { DRIVERS } from './drivers/all.ts';
import { isNode } from './node.ts';
import { type BackendOptions, requireOptions } from './options.ts';

/** A backend that `auto` tried and could not take. */
export interface SkippedBackend {
  readonly name: BackendName;
  readonly reason: string;
}

/** The backend in use. */
export interface BackendInfo extends Activated {
  /** What `auto` tried before this one, and why it did not work; empty for a named backend. */
  readonly skipped: readonly SkippedBackend[];
}

/** Calls wait for one another: TensorFlow.js has one current backend, and starting one takes time. */
let lastCall: Promise<unknown> = Promise.resolve();

/**
 * Makes a backend current and ready to train: its package loaded, its kernels and all gradients registered.
 *
 * `auto` takes the first that works of `cuda`, `wasm`, `cpu` in Node and of `wasm`, `cpu` in a browser; the result says which,
 * and why not those before it. A backend called by name is that backend or an error, and after an error the one that was
 * current before still is. Calls at the same time are served in their order. Tensors made on another backend move at
 * their next use, as always in TensorFlow.js.
 *
 * @param name which backend; default `auto`
 * @param options for `wasm`
 * @returns what is in use now
 * @throws RangeError for an unknown name or option; TypeError for an option of a wrong kind; BackendError with a `code` if
 *   the backend cannot be had
 * @example
 * ```ts
 * import { useBackend } from '@gradlab/backend';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const { name, device, simd } = await useBackend('wasm');
 * console.log(name, device, simd); // wasm, the processor's name, relaxed or simd128
 * const w = tf.variable(tf.ones([2, 1]));
 * const optimizer = tf.train.sgd(0.1);
 * optimizer.minimize(() => tf.sum(tf.square(tf.matMul(tf.ones([4, 2]), w))));
 * ```
 */
export async function useBackend(
  name: BackendName | 'auto' = 'auto',
  options: BackendOptions = {},
): Promise<BackendInfo> {
  const choice = requireOneOf('useBackend', 'name', name, ['auto', ...BACKEND_NAMES]);
  const checked = requireOptions(options);
  const call = lastCall.then(() => (choice === 'auto' ? firstThatWorks(checked) : useNamed(choice, checked)));
  lastCall = call.catch(() => undefined);
  return call;
}

async function useNamed(name: BackendName, options: BackendOptions): Promise<BackendInfo> {
  return { ...(await activate(DRIVERS[name], options)), skipped: [] };
}

async function firstThatWorks(options: BackendOptions): Promise<BackendInfo> {
  const skipped: SkippedBackend[] = [];
  const errors: unknown[] = [];
  for (const name of isNode() ? (['cuda', 'wasm', 'cpu'] as const) : (['wasm', 'cpu'] as const)) {
    try {
      return { ...(await activate(DRIVERS[name], options)), skipped };
    } catch (error) {
      errors.push(error);
      skipped.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  const reasons = skipped.map(({ reason }) => `\n  ${reason}`).join('');
  throw new BackendError('setup-failed', `auto: no backend works here:${reasons}`, {
    cause: new AggregateError(errors),
  });
}
