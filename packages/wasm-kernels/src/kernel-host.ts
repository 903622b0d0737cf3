import type * as tf from '@tensorflow/tfjs-core';
import { compile, type Simd } from './binary.ts';
import { type DerivedData, derivedData } from './derived-data.ts';
import { type HostMemory, hostMemory } from './host-memory.ts';
import { sizeOf } from './size-of.ts';
import { isShared, memoryOf, type StockBackend } from './stock-backend.ts';
import { webAssembly } from './web-assembly.ts';

/** A kernel of the binary: plain numbers, and as the last two the range of units it has to do. */
type RangedKernel = (...numbersAndRange: number[]) => void;

/** What a kernel written here needs from the backend it runs on. No view of the memory is kept: it may grow at any allocation. */
export interface KernelHost extends HostMemory {
  /**
   * Runs a kernel of the binary over all its `units` of independent work (images, rows, channels). Every kernel passes here, so this is
   * the place that may hand ranges of units to several threads.
   */
  dispatch(kernel: string, numbers: readonly number[], units: number): void;
  /** Asks the binary for a size. */
  measure(name: string, ...numbers: number[]): number;
  /** To be called whenever a kernel writes the data of a tensor that already had values: whatever was derived from them is stale. */
  changed(tensor: tf.TensorInfo): void;
  /** How often `changed` was called for a tensor's data: what was derived from it is stale once this differs. */
  version(tensor: tf.TensorInfo): number;
  /** Where weights lie that were packed before and have not changed. */
  readonly derived: DerivedData;
}

/** The stock binary keeps packed filters by a tensor's id until it is told that the tensor is gone. */
function forgetDerived({ dataIdMap, wasm }: StockBackend, { dataId, shape }: tf.TensorInfo): void {
  const { id, memoryOffset } = dataIdMap.get(dataId);
  wasm.tfjs.disposeData(id);
  wasm.tfjs.registerTensor(id, sizeOf(shape), memoryOffset);
}

/** Attaches a binary to a backend: an instance of it that works in the backend's own memory. */
export function attach(backend: StockBackend, simd: Simd): KernelHost {
  const memory = memoryOf(backend);
  const module = compile(simd, isShared(memory) ? 'shared' : 'plain');
  const instance = new (webAssembly().Instance)(module, { env: { memory } });
  const kernels = new Map(Object.entries(instance.exports as Readonly<Record<string, RangedKernel>>));
  const named = (name: string): RangedKernel => {
    const kernel = kernels.get(name);
    if (kernel === undefined) throw new Error(`the binary has no kernel ${name}`);
    return kernel;
  };
  const versions = new WeakMap<object, number>();
  const version = ({ dataId }: tf.TensorInfo): number => versions.get(dataId) ?? 0;
  return {
    ...hostMemory(backend),
    dispatch(kernel, numbers, units) {
      if (units > 0) named(kernel)(...numbers, 0, units);
    },
    measure: (name, ...numbers) => Number(named(name)(...numbers)),
    changed(tensor) {
      versions.set(tensor.dataId, version(tensor) + 1);
      forgetDerived(backend, tensor);
    },
    version,
    derived: derivedData({
      allocate: (bytes) => backend.wasm._malloc(bytes) >>> 0,
      free: (address) => backend.wasm._free(address),
      isAlive: (dataId) => backend.dataIdMap.has(dataId),
      version,
    }),
  };
}
