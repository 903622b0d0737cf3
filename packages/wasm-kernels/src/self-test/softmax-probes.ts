import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

const [ROWS, CLASSES] = [3, 11];

function softmaxOf(x: readonly number[]): number[] {
  const powers = x.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The maximum and the cross-entropy of rows, and the gradient of softmax. */
export function softmaxProbes(): readonly Probe[] {
  const values = sample(ROWS * CLASSES, 60).map((value) => 4 * value);
  const rows = Array.from({ length: ROWS }, (_, row) =>
    Array.from(values.subarray(row * CLASSES, (row + 1) * CLASSES)),
  );
  const probabilities = rows.map(softmaxOf);
  const dy = sample(ROWS * CLASSES, 61);
  const logits = { values, shape: [ROWS, CLASSES] };
  const y = { values: Float32Array.from(probabilities.flat()), shape: [ROWS, CLASSES] };
  const gradient = probabilities.flatMap((row, i) => {
    const dot = row.reduce((sum, p, j) => sum + p * (dy[i * CLASSES + j] ?? 0), 0);
    return row.map((p, j) => p * ((dy[i * CLASSES + j] ?? 0) - dot));
  });
  const labels = { values: Int32Array.of(10, 0, 5), shape: [ROWS] };
  const losses = probabilities.map((row, i) => -Math.log(row[labels.values[i] ?? 0] ?? 0));
  const backprop = probabilities.flatMap((row, i) => row.map((p, j) => p - Number(j === labels.values[i])));
  const inputs = { dy: { values: dy, shape: [ROWS, CLASSES] }, y };
  return [
    {
      kernel: tf.Max,
      inputs: { x: logits },
      attrs: { reductionIndices: 1 },
      expected: rows.map((row) => Math.max(...row)),
    },
    { kernel: 'SoftmaxGrad', inputs, attrs: {}, expected: gradient },
    {
      kernel: 'SparseSoftmaxCrossEntropyWithLogits',
      inputs: { logits, labels },
      attrs: {},
      expected: [...losses, ...backprop],
    },
  ];
}
