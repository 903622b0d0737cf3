import type * as tf from '@tensorflow/tfjs-core';
import { compile, type Simd } from './binary.ts';
import { WasmKernelsError } from './error.ts';
import type { StockBackend } from './stock-backend.ts';
import { webAssembly } from './web-assembly.ts';

/** A kernel of the binary: plain numbers, and as the last two the range of units it has to do. */
type RangedKernel = (...numbersAndRange: number[]) => void;

/** What a kernel written here needs from the backend it runs on. No view of the memory is kept: it may grow at any allocation. */
export interface KernelHost {
  /** A new float32 tensor whose values are not set. */
  output(shape: readonly number[]): tf.TensorInfo;
  /** Frees a tensor that `output` made and that tfjs has not seen yet. */
  dispose(tensor: tf.TensorInfo): void;
  /** Where a tensor's first value lies. */
  address(tensor: tf.TensorInfo): number;
  /** Calls `use` with the address of `bytes` bytes that are given back afterwards, whatever happens. */
  withScratch(bytes: number, use: (address: number) => void): void;
  /**
   * Runs a kernel of the binary over all its `units` of independent work (images, rows, channels). Every kernel passes here, so this is
   * the place that may hand ranges of units to several threads.
   */
  dispatch(kernel: string, numbers: readonly number[], units: number): void;
  /** Asks the binary for a size. */
  measure(name: string, ...numbers: number[]): number;
}

const FLOAT_BYTES = 4;
const ADDRESSABLE = 2 ** 32;

function outOfMemory(bytes: number): WasmKernelsError {
  return new WasmKernelsError(
    'out-of-memory',
    `the WASM backend has no ${bytes} bytes left; dispose tensors, or use smaller batches`,
  );
}

function withScratch({ wasm }: StockBackend, bytes: number, use: (address: number) => void): void {
  const address = wasm._malloc(bytes) >>> 0;
  if (address === 0) throw outOfMemory(bytes);
  try {
    use(address);
  } finally {
    wasm._free(address);
  }
}

/** Attaches a binary to a backend: an instance of it that works in the backend's own memory. */
export function attach(backend: StockBackend, simd: Simd): KernelHost {
  const env = { memory: backend.wasm.asm?.memory };
  const instance = new (webAssembly().Instance)(compile(simd), { env });
  const kernels = instance.exports as Readonly<Record<string, RangedKernel>>;
  const named = (name: string): RangedKernel => {
    const kernel = kernels[name];
    if (kernel === undefined) throw new Error(`the binary has no kernel ${name}`);
    return kernel;
  };
  const address = ({ dataId }: tf.TensorInfo): number => backend.dataIdMap.get(dataId).memoryOffset;
  const dispose = ({ dataId }: tf.TensorInfo): void => void backend.disposeData(dataId);
  return {
    address,
    dispose,
    output(shape) {
      const bytes = FLOAT_BYTES * shape.reduce((product, length) => product * length, 1);
      // The stock allocator takes a 32-bit size: what is larger would wrap around to a small piece.
      if (bytes >= ADDRESSABLE) throw outOfMemory(bytes);
      const made = backend.makeOutput(shape, 'float32');
      if (bytes > 0 && address(made) === 0) {
        dispose(made);
        throw outOfMemory(bytes);
      }
      return made;
    },
    withScratch: (bytes, use) => withScratch(backend, bytes, use),
    dispatch(kernel, numbers, units) {
      if (units > 0) named(kernel)(...numbers, 0, units);
    },
    measure: (name, ...numbers) => Number(named(name)(...numbers)) >>> 0,
  };
}
