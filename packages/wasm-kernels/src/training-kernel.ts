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
  ) => tf.TensorInfo | tf.TensorInfo[];
}

/** The stock kernel of the same name, for those that only have to be called differently. */
export type StockKernel = (inputs: object, attrs: object) => tf.TensorInfo;

/** Declares a kernel with the inputs and attributes that tfjs-core gives it. Where it throws, the outputs that it had made are freed. */
export function defineKernel<Inputs, Attrs>(
  name: string,
  run: (host: KernelHost, inputs: Inputs, attrs: Attrs, stock: StockKernel) => tf.TensorInfo | tf.TensorInfo[],
): TrainingKernel {
  return {
    name,
    run: (host, inputs, attrs, stock) =>
      host.disposingOnThrow(() => run(host, inputs as Inputs, attrs as Attrs, stock)),
  };
}

/** Kernels read float32; anything else must not be read as if it were. */
export function requireFloat32(kernel: string, tensors: Readonly<Record<string, tf.TensorInfo>>): void {
  for (const name in tensors) {
    const tensor = tensors[name];
    if (tensor !== undefined && tensor.dtype !== 'float32') {
      throw new TypeError(
        `${kernel}: ${name} must be float32 on the WASM backend, got ${tensor.dtype} ${describeShape(tensor.shape)}`,
      );
    }
  }
}
