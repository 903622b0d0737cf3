import type * as tf from '@tensorflow/tfjs-core';
import { type Cpu, doublesOf, type OwnKernel } from './cpu.ts';

/** Sizes of a product, and how far apart the elements of a row and of a column of each side are. */
interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly aRow: number;
  readonly aColumn: number;
  readonly bRow: number;
  readonly bColumn: number;
}

/** The product of two matrices, added to `c` row by row, so that both b and c are read as they lie. */
function multiply(a: Float64Array, b: Float64Array, c: Float64Array, sizes: Product): void {
  const { rows, inner, columns, aRow, aColumn, bRow, bColumn } = sizes;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let p = 0; p < inner; p++) {
      const factor = a[i * aRow + p * aColumn] as number;
      let at = p * bRow;
      for (let j = 0; j < columns; j++, at += bColumn) {
        c[row + j] = (c[row + j] as number) + factor * (b[at] as number);
      }
    }
  }
}

/** Products of two matrices, or of two stacks of as many: a plain loop over what lies together, several times as fast as the stock one. */
export const matMul: OwnKernel = ({ inputs, attrs, backend }) => {
  const cpu = backend as Cpu;
  const [a, b] = [inputs.a, inputs.b] as [tf.TensorInfo, tf.TensorInfo];
  const [left, right] = [doublesOf(cpu, a), doublesOf(cpu, b)];
  const batch = a.shape.slice(0, -2);
  const isAlike = b.shape.slice(0, -2).join() === batch.join();
  if (left === undefined || right === undefined || !isAlike) return undefined;
  const sizes = sizesOf(a.shape, b.shape, attrs?.transposeA === true, attrs?.transposeB === true);
  const { rows, inner, columns } = sizes;
  const count = batch.reduce((product, size) => product * size, 1);
  const result = new Float64Array(count * rows * columns);
  for (let i = 0; i < count; i++) {
    const part = (values: Float64Array, size: number): Float64Array => values.subarray(i * size, (i + 1) * size);
    multiply(part(left, rows * inner), part(right, inner * columns), part(result, rows * columns), sizes);
  }
  return cpu.makeTensorInfo([...batch, rows, columns], 'float32', result);
};

function sizesOf(a: readonly number[], b: readonly number[], transposeA: boolean, transposeB: boolean): Product {
  const [aHeight = 0, aWidth = 0] = a.slice(-2);
  const [bHeight = 0, bWidth = 0] = b.slice(-2);
  const [rows, inner, aRow, aColumn] = transposeA ? [aWidth, aHeight, 1, aWidth] : [aHeight, aWidth, aWidth, 1];
  const [columns, bRow, bColumn] = transposeB ? [bHeight, 1, bWidth] : [bWidth, bWidth, 1];
  return { rows, inner, columns, aRow, aColumn, bRow, bColumn };
}
