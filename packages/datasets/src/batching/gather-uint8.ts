import * as tf from '@tensorflow/tfjs-core';

/** `@gradlab/wasm-kernels` registers it for the backend `wasm`. */
const KERNEL = 'GatherUint8';

/** Whether the current backend gathers bytes into its own memory, and widens and scales them there. */
export function hasGatherUint8(): boolean {
  return tf.getKernel(KERNEL, tf.getBackend()) !== undefined;
}

/** Rows of byte × scale as float32 `[indices.length, ...shape]`, rounded as a Float32Array rounds; only where {@link hasGatherUint8}. */
export function gatherUint8(
  bytes: Uint8Array,
  indices: Uint32Array,
  shape: readonly number[],
  scale: number,
): tf.Tensor {
  return tf.engine().runKernel(KERNEL, {}, { bytes, indices, shape: [...shape], scale }) as tf.Tensor;
}
