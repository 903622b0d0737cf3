import { requireOneOf } from '@gradlab-internal/checks';
import type { Simd } from './binary.ts';
import { chooseSimd } from './choose-simd.ts';
import { useFastGradients } from './gradients/use-fast-gradients.ts';
import { attach, type KernelHost } from './kernel-host.ts';
import { trainingKernels } from './kernels/all.ts';
import { replaceApplyGradients } from './optimizers/replace-apply-gradients.ts';
import { register } from './registry.ts';
import { selfTest } from './self-test/self-test.ts';
import { currentStockBackend, requireStockBackend, type StockBackend } from './stock-backend.ts';

/** What {@link installWasmKernels} takes. */
export interface InstallOptions {
  /** `'auto'` (default) takes relaxed SIMD where the engine has it on; `'relaxed'` may set V8's flag for it; `'simd128'` never uses it. */
  readonly simd?: 'auto' | Simd;
}

/** What {@link installWasmKernels} did. */
export interface Installation {
  /** The binary in use: `'relaxed'` or `'simd128'`. */
  readonly simd: string;
  /** tfjs names of the kernels that are now this package's. */
  readonly kernels: string[];
}

let installed: Simd | undefined;

/** One instance for each backend: a program may remove the backend and start it anew, in another memory. */
function hostsFor(simd: Simd): (backend: StockBackend) => KernelHost {
  const hosts = new WeakMap<StockBackend, KernelHost>();
  return (backend) => {
    const known = hosts.get(backend);
    if (known !== undefined) return known;
    const host = attach(requireStockBackend(backend), simd);
    hosts.set(backend, host);
    return host;
  };
}

/**
 * Puts this package's training kernels in the place of the stock ones of the tfjs WASM backend, after a self-test of each. They work in
 * the backend's own memory: no tensor is copied. The optimisers of `tf.train` then update variables in place. Call it once, with the backend `wasm` current and ready; calling again changes nothing
 * unless another binary is asked for.
 *
 * @param options which binary to use
 * @returns the binary and the kernels installed
 * @throws WasmKernelsError with a `code`; the stock kernels are then as they were. RangeError if `simd` is not one of the three.
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-wasm';
 * import { installWasmKernels } from '@gradlab/wasm-kernels';
 *
 * await tf.setBackend('wasm');
 * const { simd, kernels } = installWasmKernels();
 * console.log(simd, kernels.includes('BatchMatMul')); // 'relaxed' or 'simd128', true
 * ```
 */
export function installWasmKernels(options: InstallOptions = {}): Installation {
  const { simd: wanted = 'auto' } = options;
  requireOneOf('installWasmKernels', 'simd', wanted, ['auto', 'relaxed', 'simd128']);
  const backend = currentStockBackend();
  const simd = wanted === 'auto' && installed !== undefined ? installed : chooseSimd(wanted);
  if (simd !== installed) {
    const hostOf = hostsFor(simd);
    hostOf(backend);
    const unregister = register(trainingKernels, hostOf);
    const restoreOptimizers = replaceApplyGradients();
    try {
      selfTest();
    } catch (error) {
      restoreOptimizers();
      unregister();
      throw error;
    }
    installed = simd;
  }
  useFastGradients();
  return { simd, kernels: trainingKernels.map(({ name }) => name) };
}
