// Prepares tfjs-wasm as one side of a comparison has it: stock, or with one of this package's binaries.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
// tfjs-layers registers the gradients, which tfjs-core alone does not bring in Node.
import '@tensorflow/tfjs-layers';
import { installWasmKernels } from '@gradlab/wasm-kernels';

export async function prepareWasm(side) {
  await tf.setBackend('wasm');
  if (side !== 'stock') installWasmKernels({ simd: side });
}

/** The WebAssembly memory that the backend has grown to. It never shrinks, so this is the peak. */
export function wasmBytes() {
  const { wasm } = tf.backend();
  return (wasm.asm?.memory ?? wasm.wasmMemory).buffer.byteLength;
}
