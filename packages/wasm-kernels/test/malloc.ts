import * as tf from '@tensorflow/tfjs-core';

type Wasm = { _malloc(bytes: number): number; _free(address: number): void; HEAPU8: Uint8Array };

/** The WebAssembly module of the current backend. */
export const wasm = (): Wasm => (tf.backend() as unknown as { wasm: Wasm }).wasm;

/** Lets only so many allocations succeed, then one fail. */
export function withMallocFailingAfter(succeeding: number, run: () => void): void {
  const module = wasm();
  const stock = module._malloc;
  let calls = 0;
  module._malloc = (bytes) => (calls++ === succeeding ? 0 : stock(bytes));
  try {
    run();
  } finally {
    module._malloc = stock;
  }
}
