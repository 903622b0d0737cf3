import * as tf from '@tensorflow/tfjs-core';
import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// Columns of a whole vector and a remainder.
const [ROWS, COLUMNS] = [3, 7];

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  [tf.Add]: (a, b) => a + b,
  [tf.Sub]: (a, b) => a - b,
  [tf.Multiply]: (a, b) => a * b,
  [tf.RealDiv]: (a, b) => a / b,
  [tf.Maximum]: Math.max,
  [tf.Minimum]: Math.min,
  [tf.SquaredDifference]: (a, b) => (a - b) ** 2,
};

/** A matrix and a row, in either order. */
export function arithmeticProbes(): readonly Probe[] {
  const matrix = { values: sample(ROWS * COLUMNS, 30).map((x) => x + 2), shape: [ROWS, COLUMNS] };
  const row = { values: sample(COLUMNS, 31).map((x) => x + 2), shape: [COLUMNS] };
  return Object.entries(OPERATIONS).flatMap(([kernel, operation]) => {
    const each = (run: (x: number, y: number) => number): number[] =>
      Array.from(matrix.values, (x, i) => run(x, row.values[i % COLUMNS] ?? 0));
    return [
      { kernel, inputs: { a: matrix, b: row }, attrs: {}, expected: each(operation) },
      { kernel, inputs: { a: row, b: matrix }, attrs: {}, expected: each((x, y) => operation(y, x)) },
    ];
  });
}
