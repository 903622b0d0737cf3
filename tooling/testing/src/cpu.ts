import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

/** Makes the stock CPU backend current: the reference for tests that need some backend and not a certain one. */
export async function useStockCpu(): Promise<void> {
  await tf.setBackend('cpu');
  await tf.ready();
  // The stock backend advises to install tfjs-node at its first tensor; in a test log that is noise.
  Object.assign(tf.backend(), { firstUse: false });
}
