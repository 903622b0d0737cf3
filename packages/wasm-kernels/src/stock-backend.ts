import * as tf from '@tensorflow/tfjs-core';
import { WasmKernelsError } from './error.ts';
import type { WasmMemory } from './web-assembly.ts';

/** What the stock backend keeps of a piece of data. */
export interface StockData {
  readonly id: number;
  readonly memoryOffset: number;
}

/** The private fields of the stock backend that the kernels stand on; `requireStockBackend` checks each. */
export interface StockBackend {
  readonly wasm: {
    readonly asm?: { readonly memory?: WasmMemory };
    readonly wasmMemory?: WasmMemory;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** The stock binary's own table of tensors, and what it cached by their ids. */
    readonly tfjs: {
      registerTensor(id: number, size: number, address: number): void;
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: { get(dataId: object): StockData; has(dataId: object): boolean };
  makeOutput(shape: readonly number[], dtype: tf.DataType): tf.TensorInfo;
  disposeData(dataId: object): boolean;
  incRef(dataId: object): void;
  refCount(dataId: object): number;
}

const SUPPORTED = /^4\.22\./;

function unsupported(what: string): WasmKernelsError {
  const need = 'these kernels fit @tensorflow/tfjs-backend-wasm 4.22 and the tfjs-core of the same version';
  return new WasmKernelsError('unsupported-version', `installWasmKernels: ${what}; ${need}`);
}

/** The backend's memory: exported by the plain binary, imported by the one with threads, which keeps it elsewhere. */
export function memoryOf({ wasm }: StockBackend): WasmMemory {
  const memory = wasm.asm?.memory ?? wasm.wasmMemory;
  if (memory === undefined) throw unsupported("the backend's memory was not found");
  return memory;
}

/** Whether threads share the memory. A page without threads does not know the class `SharedArrayBuffer`. */
export function isShared({ buffer }: WasmMemory): boolean {
  return Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';
}

function hasFunctions(owner: object, names: readonly string[]): boolean {
  return names.every((name) => typeof Reflect.get(owner, name) === 'function');
}

/**
 * Checks that `backend` is the stock WASM backend these kernels were written for. The version of tfjs-core tells the backend's, which
 * peers on exactly its own; importing the backend to ask would register it.
 *
 * @throws WasmKernelsError `unsupported-version`
 */
export function requireStockBackend(backend: unknown, version: string = tf.version_core): StockBackend {
  if (!SUPPORTED.test(version)) throw unsupported(`tfjs-core is ${version}`);
  const stock = backend as StockBackend;
  const { wasm, dataIdMap } = stock;
  if (
    typeof wasm !== 'object' ||
    wasm === null ||
    !hasFunctions(wasm, ['_malloc', '_free', '_Conv2D', '_MaxPoolGrad']) ||
    !hasFunctions(wasm.tfjs ?? {}, ['registerTensor', 'disposeData'])
  ) {
    throw unsupported("the backend's WebAssembly module was not found");
  }
  if (
    !hasFunctions(dataIdMap ?? {}, ['get', 'has']) ||
    !hasFunctions(stock, ['makeOutput', 'disposeData', 'incRef', 'refCount'])
  ) {
    throw unsupported("the backend's table of tensors was not found");
  }
  memoryOf(stock);
  return stock;
}

/**
 * The current backend, where it is the stock WASM backend.
 *
 * @throws WasmKernelsError `no-wasm-backend` or `unsupported-version`
 */
export function currentStockBackend(): StockBackend {
  const name = tf.engine().backendName;
  if (name !== 'wasm') {
    const advice = "import '@tensorflow/tfjs-backend-wasm', then await tf.setBackend('wasm') and tf.ready()";
    const message = `installWasmKernels: the current tfjs backend must be 'wasm' and ready, got ${name ?? 'none'}; ${advice}`;
    throw new WasmKernelsError('no-wasm-backend', message);
  }
  return requireStockBackend(tf.engine().backend);
}
