import type * as tf from '@tensorflow/tfjs-core';
import type { DoubleStorage } from './double-storage.ts';
import { erf } from './erf.ts';

interface Cpu {
  readonly data: DoubleStorage;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: Float64Array): tf.TensorInfo;
}

/** A kernel that maps each element. */
function elementwise(kernelName: string, map: (x: number) => number): tf.KernelConfig {
  const kernelFunc: tf.KernelFunc = ({ inputs, backend }) => {
    const { dataId, shape } = inputs.x as tf.TensorInfo;
    const cpu = backend as Cpu;
    return cpu.makeTensorInfo(shape, 'float32', Float64Array.from(cpu.data.get(dataId).values as Float64Array, map));
  };
  return { kernelName, backendName: 'cpu', kernelFunc };
}

/** log(1 + eˣ), which neither overflows nor loses the digits of a small result. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** In place of stock kernels that give up at float32's precision. */
export const exactKernels: readonly tf.KernelConfig[] = [elementwise('Erf', erf), elementwise('Softplus', softplus)];
