import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../size-of.ts';

/** A matrix product's sizes and strides, in elements, and where each matrix of the batch lies. */
export interface MatrixProduct {
  readonly shape: readonly number[];
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly aStrides: readonly [row: number, depth: number];
  readonly bStrides: readonly [depth: number, column: number];
  /** For each product of the batch: which matrix of A and which of B. */
  readonly pairs: readonly (readonly [a: number, b: number])[];
}

/** The index within `own` (aligned at the right, lengths 1 repeated) of element `index` of `full`. */
export function broadcastIndex(index: number, full: readonly number[], own: readonly number[]): number {
  let rest = index;
  let stride = 1;
  let found = 0;
  for (let axis = 1; axis <= full.length; axis++) {
    const length = full.at(-axis) ?? 1;
    const ownLength = own.at(-axis) ?? 1;
    if (ownLength > 1) found += (rest % length) * stride;
    stride *= ownLength;
    rest = Math.floor(rest / length);
  }
  return found;
}

/**
 * Reads the shapes `[..., m, k]` and `[..., k, n]` (or their transposes) of two operands.
 *
 * @throws RangeError if the inner dimensions differ; Error of tfjs-core if the batches do not broadcast
 */
export function matrixProduct(
  kernel: string,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
): MatrixProduct {
  const [aRows = 1, aColumns = 1] = a.shape.slice(-2);
  const [bRows = 1, bColumns = 1] = b.shape.slice(-2);
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [depth, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
  if (k !== depth) {
    const got = `${k} and ${depth} from [${a.shape}] and [${b.shape}], transposed ${transposeA} and ${transposeB}`;
    throw new RangeError(`${kernel}: inner dimensions of a and b must be equal, got ${got}`);
  }
  const aBatch = a.shape.slice(0, -2);
  const bBatch = b.shape.slice(0, -2);
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(aBatch, bBatch);
  return {
    shape: [...batch, m, n],
    m,
    n,
    k,
    aStrides: transposeA ? [1, aColumns] : [aColumns, 1],
    bStrides: transposeB ? [1, bColumns] : [bColumns, 1],
    pairs: Array.from({ length: sizeOf(batch) }, (_, i) => [
      broadcastIndex(i, batch, aBatch),
      broadcastIndex(i, batch, bBatch),
    ]),
  };
}
