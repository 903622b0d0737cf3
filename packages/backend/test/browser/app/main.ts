import { BackendError, checkBackends, useBackend } from '@gradlab/backend';
import * as tf from '@tensorflow/tfjs-core';
import { train } from '../train.ts';

/** What the test calls from outside the page. */
export interface App {
  readonly check: typeof checkBackends;
  readonly use: typeof useBackend;
  readonly train: typeof train;
  readonly current: () => string;
  readonly codeOf: (name: Parameters<typeof useBackend>[0]) => Promise<string>;
}

const app: App = {
  check: checkBackends,
  use: useBackend,
  train,
  current: () => tf.getBackend(),
  codeOf: (name) =>
    useBackend(name).then(
      () => 'none',
      (error: unknown) => (error instanceof BackendError ? error.code : String(error)),
    ),
};

Object.assign(globalThis, { app });
