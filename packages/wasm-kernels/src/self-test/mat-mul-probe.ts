import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// Sizes that leave a remainder everywhere: whole tiles and edges, and an inner dimension of more than one block.
const [M, K, N] = [9, 300, 29];

/** Plain a · bᵀ + bias, as `_FusedMatMul` and (bias zero) `BatchMatMul` have to give it. */
function product(a: Float32Array, b: Float32Array, bias: (column: number) => number): number[] {
  return Array.from({ length: M * N }, (_, i) => {
    const [row, column] = [Math.floor(i / N), i % N];
    let sum = bias(column);
    for (let k = 0; k < K; k++) sum += (a[row * K + k] ?? 0) * (b[column * K + k] ?? 0);
    return sum;
  });
}

/** Probes of both matMul kernels; the fused one with the transposed operand and long inner dimension that stock tfjs gets wrong. */
export function matMulProbes(): readonly Probe[] {
  const a = { values: sample(M * K, 0), shape: [1, M, K] };
  const b = { values: sample(N * K, 1), shape: [1, N, K] };
  const bias = { values: sample(N, 2), shape: [N] };
  const attrs = { transposeA: false, transposeB: true };
  const plain = product(a.values, b.values, () => 0);
  const rectified = product(a.values, b.values, (column) => bias.values[column] ?? 0).map((x) => Math.max(0, x));
  return [
    { kernel: tf.BatchMatMul, inputs: { a, b }, attrs, expected: plain },
    { kernel: tf._FusedMatMul, inputs: { a, b, bias }, attrs: { ...attrs, activation: 'relu' }, expected: rectified },
  ];
}
