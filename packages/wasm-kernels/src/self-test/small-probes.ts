import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

const [ROWS, COLUMNS, SEGMENTS] = [6, 5, 4];

/** Segment sums with a repeated, a missing and a foreign id; one-hot rows with foreign ids; one slope for each row of a parametric ReLU; rows of bytes. */
export function smallProbes(): readonly Probe[] {
  const x = { values: sample(ROWS * COLUMNS, 7), shape: [ROWS, COLUMNS] };
  const ids = Int32Array.of(3, 0, 3, 1, -1, 3);
  const total = new Array<number>(SEGMENTS * COLUMNS).fill(0);
  for (const [i, value] of x.values.entries()) {
    const segment = ids[Math.floor(i / COLUMNS)] ?? -1;
    if (segment >= 0)
      total[segment * COLUMNS + (i % COLUMNS)] = (total[segment * COLUMNS + (i % COLUMNS)] ?? 0) + value;
  }
  const alpha = { values: sample(ROWS, 8), shape: [ROWS, 1] };
  const rectified = Array.from(x.values, (value, i) =>
    value < 0 ? (alpha.values[Math.floor(i / COLUMNS)] ?? 0) * value : value,
  );
  const indices = { values: Int32Array.of(2, 0, 3, -1), shape: [4] };
  const hot = [0.1, 0.1, 0.7, 0.7, 0.1, 0.1, ...new Array<number>(6).fill(0.1)];
  const oneHotAttrs = { dtype: 'float32', depth: 3, onValue: 0.7, offValue: 0.1 };
  const segmentIds = { values: ids, shape: [ROWS] };
  const fractions = { values: Float32Array.of(-2.5, 2.5, 1e6, -0.75, 7.9), shape: [5] };
  const whole = [-2, 2, 1e6, 0, 7];
  const bytes = { bytes: Uint8Array.of(0, 1, 127, 128, 255, 3), indices: Uint32Array.of(1, 0), shape: [3], scale: 0.5 };
  return [
    { kernel: tf.UnsortedSegmentSum, inputs: { x, segmentIds }, attrs: { numSegments: SEGMENTS }, expected: total },
    { kernel: tf.OneHot, inputs: { indices }, attrs: oneHotAttrs, expected: hot },
    { kernel: tf.Identity, inputs: { x }, attrs: {}, expected: [...x.values] },
    { kernel: tf.Cast, inputs: { x: fractions }, attrs: { dtype: 'int32' }, expected: whole },
    { kernel: 'GatherUint8', inputs: {}, attrs: bytes, expected: [64, 127.5, 1.5, 0, 0.5, 63.5] },
    { kernel: tf.Prelu, inputs: { x, alpha }, attrs: {}, expected: rectified },
  ];
}
