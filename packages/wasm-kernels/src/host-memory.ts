import type * as tf from '@tensorflow/tfjs-core';
import { WasmKernelsError } from './error.ts';
import { memoryOf, type StockBackend } from './stock-backend.ts';

/** What a tensor of this package may hold: the numeric types of the stock backend. */
export type NumericType = 'float32' | 'int32' | 'bool';

/** The tensors of a backend as its kernels see them: made, shared, counted, found and given back. */
export interface HostMemory {
  /** A new tensor whose values are not set; float32 unless told otherwise. */
  output(shape: readonly number[], dtype?: NumericType): tf.TensorInfo;
  /** The same data once more: one more reference to it, disposed on its own. Whoever writes in place must ask `references` first. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
  /** How many tensors refer to this one's data: itself, its clones, its views by another shape, those saved for a gradient. */
  references(tensor: tf.TensorInfo): number;
  /** Frees a tensor that `output` made and that tfjs has not seen yet. */
  dispose(tensor: tf.TensorInfo): void;
  /** Does a kernel's work; where it throws, as when there is no scratch left, the tensors that it had made go with it. */
  disposingOnThrow<T>(work: () => T): T;
  /** Where a tensor's first value lies. */
  address(tensor: tf.TensorInfo): number;
  /** The bytes that lie at an address, to be written or read at once: any allocation may leave the view without its memory. */
  bytes(address: number, length: number): Uint8Array;
  /** Calls `use` with the address of `bytes` bytes that are given back afterwards, whatever happens. */
  withScratch(bytes: number, use: (address: number) => void): void;
}

const VALUE_BYTES: Readonly<Record<NumericType, number>> = { float32: 4, int32: 4, bool: 1 };
const ADDRESSABLE = 2 ** 32;

function outOfMemory(bytes: number): WasmKernelsError {
  return new WasmKernelsError(
    'out-of-memory',
    `the WASM backend has no ${bytes} bytes left; dispose tensors, or use smaller batches`,
  );
}

function bytesOf(shape: readonly number[], dtype: NumericType): number {
  let bytes = VALUE_BYTES[dtype];
  for (const length of shape) bytes *= length;
  return bytes;
}

/** The memory of a backend, for the kernels that are attached to it. */
export function hostMemory(backend: StockBackend): HostMemory {
  let made: tf.TensorInfo[] = [];
  const address = ({ dataId }: tf.TensorInfo): number => backend.dataIdMap.get(dataId).memoryOffset;
  const dispose = ({ dataId }: tf.TensorInfo): void => void backend.disposeData(dataId);
  return {
    address,
    dispose,
    bytes: (start, length) => new Uint8Array(memoryOf(backend).buffer, start, length),
    output(shape, dtype = 'float32') {
      const bytes = bytesOf(shape, dtype);
      // The stock allocator takes a 32-bit size: what is larger would wrap around to a small piece.
      if (bytes >= ADDRESSABLE) throw outOfMemory(bytes);
      const tensor = backend.makeOutput(shape, dtype);
      if (bytes > 0 && address(tensor) === 0) {
        dispose(tensor);
        throw outOfMemory(bytes);
      }
      made.push(tensor);
      return tensor;
    },
    share({ dataId, shape, dtype }) {
      backend.incRef(dataId);
      const tensor = { dataId, shape, dtype };
      made.push(tensor);
      return tensor;
    },
    references(tensor) {
      // Data that still lies on another backend is counted once it has moved here.
      address(tensor);
      return backend.refCount(tensor.dataId);
    },
    disposingOnThrow(work) {
      const outer = made;
      made = [];
      try {
        return work();
      } catch (error) {
        for (const tensor of made) dispose(tensor);
        throw error;
      } finally {
        made = outer;
      }
    },
    withScratch(bytes, use) {
      if (bytes >= ADDRESSABLE) throw outOfMemory(bytes);
      const scratch = backend.wasm._malloc(bytes) >>> 0;
      if (scratch === 0) throw outOfMemory(bytes);
      try {
        use(scratch);
      } finally {
        backend.wasm._free(scratch);
      }
    },
  };
}
