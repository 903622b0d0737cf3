import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../backend-error.ts';
import { rememberListeners, removeEmscriptenListeners } from '../emscripten-listeners.ts';
import { hostDevice } from '../host-device.ts';
import { importPeer } from '../import-peer.ts';
import { findPackage } from '../installed-package.ts';
import { missingPackage } from '../missing-package.ts';
import { isNode } from '../node.ts';
import type { BackendOptions } from '../options.ts';
import { hasWasmSimd } from '../wasm-simd.ts';
import type { Driver } from './driver.ts';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

/** The stock WebAssembly backend, with the kernels that training needs. */
export const wasm: Driver = {
  name: 'wasm',
  engineName: 'wasm',
  async load(options) {
    await this.check();
    const stock = await importPeer('wasm', PACKAGE, () => import('@tensorflow/tfjs-backend-wasm'));
    if ('wasm' in tf.engine().registry) return;
    rememberListeners();
    // Its threads do not survive a minified bundle: they get the text of a function that names a variable outside it, and the
    // backend never starts. Where a program has started them itself, they stay.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await locateBinary(stock.setWasmPaths, options);
  },
  tidyUp: removeEmscriptenListeners,
  async finish({ simd = 'auto' }) {
    const stock = await import('@tensorflow/tfjs-backend-wasm');
    const { installWasmKernels } = await import('@gradlab/wasm-kernels');
    const kernels = installWasmKernels({ simd });
    const threads = tf.env().getBool('WASM_HAS_MULTITHREAD_SUPPORT') ? stock.getThreadsCount() : 1;
    return { device: hostDevice(), simd: kernels.simd, threads, version: stock.version_wasm };
  },
  async check() {
    if (!hasWasmSimd()) {
      throw new BackendError('unsupported-environment', 'wasm: this JavaScript engine has no WebAssembly SIMD');
    }
    if (isNode() && findPackage(PACKAGE) === undefined) throw missingPackage('wasm', PACKAGE);
  },
};

type SetWasmPaths = typeof import('@tensorflow/tfjs-backend-wasm').setWasmPaths;

async function locateBinary(setWasmPaths: SetWasmPaths, { wasmPaths }: BackendOptions): Promise<void> {
  if (wasmPaths !== undefined) {
    setWasmPaths(wasmPaths);
  } else if (!isNode()) {
    // A bundler moves the stock package's code away from its binary; Node finds the binary beside the code.
    const { wasmBinaryUrl } = await import('../wasm-binary-url.ts');
    const url = wasmBinaryUrl();
    setWasmPaths({
      'tfjs-backend-wasm.wasm': url,
      'tfjs-backend-wasm-simd.wasm': url,
      'tfjs-backend-wasm-threaded-simd.wasm': url,
    });
  }
}
