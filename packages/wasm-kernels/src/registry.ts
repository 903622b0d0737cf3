import * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from './kernel-host.ts';
import type { StockBackend } from './stock-backend.ts';
import type { StockKernel, TrainingKernel } from './training-kernel.ts';

const BACKEND = 'wasm';

function replace(name: string, config: tf.KernelConfig | undefined): void {
  if (tf.getKernel(name, BACKEND) !== undefined) tf.unregisterKernel(name, BACKEND);
  if (config !== undefined) tf.registerKernel(config);
}

// What the stock backend registered, by name, from before this package first replaced it.
const stockKernels = new Map<string, tf.KernelConfig | undefined>();

function stockKernel(name: string, backend: object): StockKernel {
  return (inputs, attrs) => {
    const stock = stockKernels.get(name);
    if (stock === undefined) throw new Error(`the stock WASM backend has no kernel ${name}`);
    const made = stock.kernelFunc({
      inputs: inputs as tf.NamedTensorInfoMap,
      backend,
      attrs: attrs as tf.NamedAttrMap,
    });
    if (Array.isArray(made)) throw new Error(`the stock kernel ${name} has several results`);
    return made;
  };
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
  for (const [i, { name, run }] of kernels.entries()) {
    if (!stockKernels.has(name)) stockKernels.set(name, before[i]);
    const kernelFunc: tf.KernelFunc = ({ inputs, backend, attrs }) =>
      run(hostOf(backend as StockBackend), inputs, attrs ?? {}, stockKernel(name, backend as StockBackend));
    const { setupFunc, disposeFunc } = stockKernels.get(name) ?? {};
    // A backend made later sets itself up through the registered kernels: the stock one behind ours must not miss that.
    const hooks = { ...(setupFunc && { setupFunc }), ...(disposeFunc && { disposeFunc }) };
    replace(name, { kernelName: name, backendName: BACKEND, kernelFunc, ...hooks });
  }
  return () => {
    for (const [i, { name }] of kernels.entries()) replace(name, before[i]);
  };
}
