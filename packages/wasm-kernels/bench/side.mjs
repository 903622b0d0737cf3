// One side of the benchmark: prepares WASM with or without this package's kernels, and runs the work it is asked for.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { installWasmKernels } from '@gradlab/wasm-kernels';
import { makeWork } from './work.mjs';

const [side] = process.argv.slice(2);
await tf.setBackend('wasm');
if (side !== 'stock') installWasmKernels({ simd: side });

const prepared = new Map();
// Enough repetitions for V8 to have its optimised code, and for a measurement of some length.
const WARM_UP = 3;
const SHORTEST = 20;

function time(run) {
  const start = performance.now();
  let count = 0;
  do {
    run();
    count++;
  } while (performance.now() - start < SHORTEST);
  return (performance.now() - start) / count;
}

function prepare(name) {
  const run = makeWork(name);
  try {
    for (let i = 0; i < WARM_UP; i++) run();
    return run;
  } catch {
    // Stock tfjs-wasm has no gradient for some of the work.
    return null;
  }
}

process.on('message', (name) => {
  if (!prepared.has(name)) prepared.set(name, prepare(name));
  const run = prepared.get(name);
  process.send(run === null ? null : time(run));
});
