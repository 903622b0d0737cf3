import type * as tf from '@tensorflow/tfjs-core';
import type { DoubleStorage } from './double-storage.ts';

/** The backend, as kernels of the package's own use it. */
export interface Cpu {
  readonly data: DoubleStorage;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: Float64Array): tf.TensorInfo;
}

/** A kernel of the package's own; undefined where it leaves the call to the stock kernel. */
export type OwnKernel = (call: Parameters<tf.KernelFunc>[0]) => tf.TensorInfo | undefined;

/** The doubles of a tensor; undefined if it holds whole numbers. */
export function doublesOf({ data }: Cpu, { dataId }: tf.TensorInfo): Float64Array | undefined {
  const { values } = data.get(dataId);
  return values instanceof Float64Array ? values : undefined;
}
