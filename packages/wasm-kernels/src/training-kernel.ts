import { describeShape } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import type { KernelHost } from './kernel-host.ts';

/** One tfjs kernel as this package implements it. tfjs types no kernel's inputs and attributes by name, so `run` declares its own. */
export interface TrainingKernel {
  readonly name: string;
  readonly run: (
    host: KernelHost,
    inputs: tf.NamedTensorInfoMap,
    attrs: tf.NamedAttrMap,
    stock: StockKernel,
  ) => tf.TensorInfo;
}

/** The stock kernel of the same name, for those that only have to be called differently. */
export type StockKernel = (inputs: object, attrs: object) => tf.TensorInfo;

/** Runs a kernel; where it throws, as when there is no scratch left, the outputs that it had made go with it. */
function disposingOnThrow(host: KernelHost, run: (host: KernelHost) => tf.TensorInfo): tf.TensorInfo {
  const made: tf.TensorInfo[] = [];
  const output: KernelHost['output'] = (shape) => {
    const tensor = host.output(shape);
    made.push(tensor);
    return tensor;
  };
  try {
    return run({ ...host, output });
  } catch (error) {
    for (const tensor of made) host.dispose(tensor);
    throw error;
  }
}

/** Declares a kernel with the inputs and attributes that tfjs-core gives it. */
export function defineKernel<Inputs, Attrs>(
  name: string,
  run: (host: KernelHost, inputs: Inputs, attrs: Attrs, stock: StockKernel) => tf.TensorInfo,
): TrainingKernel {
  return {
    name,
    run: (host, inputs, attrs, stock) =>
      disposingOnThrow(host, (remembering) => run(remembering, inputs as Inputs, attrs as Attrs, stock)),
  };
}

/** Kernels read float32; anything else must not be read as if it were. */
export function requireFloat32(kernel: string, tensors: Readonly<Record<string, tf.TensorInfo>>): void {
  for (const [name, { dtype, shape }] of Object.entries(tensors)) {
    if (dtype !== 'float32') {
      throw new TypeError(
        `${kernel}: ${name} must be float32 on the WASM backend, got ${dtype} ${describeShape(shape)}`,
      );
    }
  }
}
