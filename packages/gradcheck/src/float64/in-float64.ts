import * as tf from '@tensorflow/tfjs-core';
import { convFilterGradient, convImageGradient } from './conv-gradients.ts';
import type { OwnKernel } from './cpu.ts';
import { exactKernels } from './exact-kernels.ts';
import { createFloat64Backend, type Float64Backend } from './float64-backend.ts';
import { matMul } from './mat-mul.ts';
import { disturbResults } from './rounding-noise.ts';

/** Name of the backend. */
const FLOAT64 = 'cpu-float64';

/**
 * The backend `cpu-float64`: the stock CPU kernels in double precision. It is registered when it is first asked for, under a
 * priority at which it is never chosen by itself. The current backend stays current.
 */
export async function float64Backend(): Promise<Float64Backend> {
  // Its kernels come as a file of their own, which only a check has to load.
  const { MathBackendCPU, kernelConfigs } = await import('../generated/cpu-kernels.js');
  // Two checks may have waited for the file.
  if (tf.engine().findBackendFactory(FLOAT64) === null) register(createFloat64Backend(MathBackendCPU), kernelConfigs);
  return tf.engine().findBackend(FLOAT64) as Float64Backend;
}

/** By name, kernels of the package's own; what they leave goes to the stock ones. */
const OWN_KERNELS: Readonly<Record<string, OwnKernel>> = {
  ...exactKernels,
  BatchMatMul: matMul,
  Conv2DBackpropFilter: convFilterGradient,
  Conv2DBackpropInput: convImageGradient,
};

function register(backend: Float64Backend, stockKernels: readonly tf.KernelConfig[]): void {
  for (const config of stockKernels) {
    const own = OWN_KERNELS[config.kernelName];
    const kernelFunc: tf.KernelFunc = (call) => {
      const inDoubles = { ...call, backend: backend.forKernels };
      const results = own?.(inDoubles) ?? config.kernelFunc(inDoubles);
      if (backend.disturbance !== undefined) disturbResults(results, call.inputs, backend.data, backend.disturbance);
      return results;
    };
    tf.registerKernel({ ...config, backendName: FLOAT64, kernelFunc });
  }
  tf.registerBackend(FLOAT64, () => backend, Number.NEGATIVE_INFINITY);
}

/**
 * Runs synchronous code on the float64 backend. Nothing else can run meanwhile, and the backend that was current is so again
 * afterwards, whatever happens.
 */
export function inFloat64<T>(backend: Float64Backend, body: () => T): T {
  const engine = tf.engine();
  const previous = engine.backendName;
  // The promise only tells whether it worked, which for a backend that exists already needs no waiting.
  void engine.setBackend(FLOAT64);
  try {
    return body();
  } finally {
    backend.disturbance = undefined;
    backend.data.forgetCopies();
    void engine.setBackend(previous);
  }
}

/** A float64 tensor of dtype float32 that shares `values`, to be called inside {@link inFloat64}. */
export function doubleTensor(values: Float64Array, shape: readonly number[]): tf.Tensor {
  // The public functions round to float32 on the way.
  return tf.engine().makeTensor(values as unknown as Float32Array, [...shape], 'float32');
}

/** The values of a tensor of any backend, in full precision; not a copy. */
export function readDoubles(backend: Float64Backend, tensor: tf.Tensor): Float64Array {
  const values = backend.data.get(tensor.dataId).values as Float64Array | Int32Array;
  return values instanceof Float64Array ? values : Float64Array.from(values);
}
