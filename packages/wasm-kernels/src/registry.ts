import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from './kernel-host.ts';
import type { StockBackend } from './stock-backend.ts';
import type { TrainingKernel } from './training-kernel.ts';

const BACKEND = 'wasm';

function replace(name: string, config: tf.KernelConfig | undefined): void {
  if (tf.getKernel(name, BACKEND) !== undefined) tf.unregisterKernel(name, BACKEND);
  if (config !== undefined) tf.registerKernel(config);
}

/**
 * Registers kernels in the place of the stock ones.
 *
 * @param hostOf the host of the backend that tfjs runs a kernel on: not always the one the kernels were installed for
 * @returns a function that puts back what was registered before
 */
export function register(
  kernels: readonly TrainingKernel[],
  hostOf: (backend: StockBackend) => KernelHost,
): () => void {
  const before = kernels.map(({ name }) => tf.getKernel(name, BACKEND));
  for (const { name, run } of kernels) {
    const kernelFunc: tf.KernelFunc = ({ inputs, backend, attrs }) =>
      run(hostOf(backend as StockBackend), inputs, attrs ?? {});
    replace(name, { kernelName: name, backendName: BACKEND, kernelFunc });
  }
  return () => {
    for (const [i, { name }] of kernels.entries()) replace(name, before[i]);
  };
}
