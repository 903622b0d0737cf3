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

const MEGABYTE = 2 ** 20;

/** Takes memory until there is no more without growing, and gives it back. */
function grow(malloc: Wasm['_malloc']): void {
  const before = wasm().HEAPU8.length;
  const taken: number[] = [];
  while (wasm().HEAPU8.length === before) taken.push(malloc(MEGABYTE));
  for (const address of taken) wasm()._free(address);
}

/** Runs `run`, in which the memory grows just before allocation `index`. */
export function growingAtAllocation<T>(index: number, run: () => T): T {
  const module = wasm();
  const stock = module._malloc;
  let calls = 0;
  module._malloc = (bytes) => {
    if (calls++ === index) grow(stock);
    return stock(bytes);
  };
  try {
    return run();
  } finally {
    module._malloc = stock;
  }
}
