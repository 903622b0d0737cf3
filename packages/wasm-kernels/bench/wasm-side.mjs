// tfjs-wasm as a side of the benchmark: stock, or with this package's simd128 or relaxed kernels.
import * as tf from '@tensorflow/tfjs-core';
import { serveWork } from './serve.mjs';
import { makeTrainingStep, valuesTensor } from './training-step.mjs';
import { prepareWasm, wasmBytes } from './wasm-sides.mjs';

// In a training step every weight has changed since it was last packed; so each product gets a right operand that is new.
const COPIES = 8;

function makeProduct({ m, k, n, transposeA, transposeB }) {
  const a = valuesTensor(transposeA ? [k, m] : [m, k], 1, 1);
  const shape = transposeB ? [n, k] : [k, n];
  const original = valuesTensor(shape, 2, 1);
  const values = original.dataSync();
  let copies = [];
  return {
    calls: COPIES,
    before() {
      tf.dispose(copies);
      copies = Array.from({ length: COPIES }, () => tf.tensor2d(values, shape));
    },
    run() {
      for (const b of copies) tf.matMul(a, b, transposeA, transposeB).dispose();
    },
  };
}

function makeUpdate({ shapes, rate = 1e-6 }) {
  const variables = shapes.map((shape, i) => tf.variable(valuesTensor(shape, i, 1)));
  const gradients = Object.fromEntries(variables.map(({ name, shape }, i) => [name, valuesTensor(shape, i + 100, 1)]));
  const rule = tf.train.adam(rate);
  return { run: () => rule.applyGradients(gradients) };
}

const PREPARE = {
  matMul: makeProduct,
  step: (work) => ({ run: makeTrainingStep(work) }),
  update: makeUpdate,
};

const [side] = process.argv.slice(2);
await prepareWasm(side);
await serveWork({
  describe: () => ({ node: process.version, version: tf.version_core }),
  prepare: (work) => PREPARE[work.kind](work),
  bytes: () => ({ wasmBytes: wasmBytes() }),
});
