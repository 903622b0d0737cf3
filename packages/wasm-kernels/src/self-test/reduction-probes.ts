import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// More rows than one block of the accumulation, columns that leave a remainder after whole vectors, and axes that take two passes.
const [OUTER, MIDDLE, INNER] = [3, 71, 22];

function total(x: Float32Array, out: number, indexOf: (i: number) => number): number[] {
  const sums = new Array<number>(out).fill(0);
  for (const [i, value] of x.entries()) sums[indexOf(i)] = (sums[indexOf(i)] ?? 0) + value;
  return sums;
}

/** Sums and means over the first, a middle and the outer axes. */
export function reductionProbes(): readonly Probe[] {
  const values = sample(OUTER * MIDDLE * INNER, 40);
  const x = { values, shape: [OUTER, MIDDLE, INNER] };
  const leading = total(values, INNER, (i) => i % INNER);
  const outer = total(values, MIDDLE, (i) => Math.floor(i / INNER) % MIDDLE);
  const middle = total(values, OUTER * INNER, (i) => Math.floor(i / (MIDDLE * INNER)) * INNER + (i % INNER));
  return [
    { kernel: tf.Sum, inputs: { x }, attrs: { axis: [0, 1] }, expected: leading },
    { kernel: tf.Sum, inputs: { x }, attrs: { axis: [0, 2] }, expected: outer },
    { kernel: tf.Mean, inputs: { x }, attrs: { axis: 1 }, expected: middle.map((value) => value / MIDDLE) },
  ];
}
