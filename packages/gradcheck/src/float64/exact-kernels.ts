import type * as tf from '@tensorflow/tfjs-core';
import type { Cpu, OwnKernel } from './cpu.ts';
import { erf } from './erf.ts';

/** A kernel that maps each element. */
function elementwise(map: (x: number) => number): OwnKernel {
  return ({ inputs, backend }) => {
    const { dataId, shape } = inputs.x as tf.TensorInfo;
    const cpu = backend as Cpu;
    return cpu.makeTensorInfo(shape, 'float32', Float64Array.from(cpu.data.get(dataId).values as Float64Array, map));
  };
}

/** log(1 + eˣ), which neither overflows nor loses the digits of a small result. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** In place of stock kernels that give up at float32's precision. */
export const exactKernels: Readonly<Record<string, OwnKernel>> = {
  Erf: elementwise(erf),
  Softplus: elementwise(softplus),
};
