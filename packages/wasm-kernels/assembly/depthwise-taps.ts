import { madd } from "./float";
import { read, VECTOR, write } from "./lanes";

/** Σ filter · values over rows × columns of taps; steps may go back, too. */
// @ts-ignore: decorator
@inline
function addUp(
  filter: usize,
  filterRow: usize,
  filterColumn: usize,
  values: usize,
  rowStep: usize,
  columnStep: usize,
  rows: i32,
  columns: i32,
  isWhole: bool,
): v128 {
  let sum = f32x4.splat(0);
  for (let row = 0; row < rows; row++, filter += filterRow, values += rowStep) {
    let weight = filter;
    let value = values;
    for (let column = 0; column < columns; column++, weight += filterColumn, value += columnStep) {
      sum = madd(read(weight, isWhole), read(value, isWhole), sum);
    }
  }
  return sum;
}

/** The same for a whole pixel, `bytes` long; four vectors of channels at a time where there are as many. */
export function addUpPixel(
  filter: usize,
  filterRow: usize,
  filterColumn: usize,
  values: usize,
  rowStep: usize,
  columnStep: usize,
  rows: i32,
  columns: i32,
  bytes: usize,
  to: usize,
): void {
  let i: usize = 0;
  if (bytes < VECTOR) {
    for (; i < bytes; i += 4) {
      const sum = addUp(filter + i, filterRow, filterColumn, values + i, rowStep, columnStep, rows, columns, false);
      write(to + i, sum, false);
    }
    return;
  }
  for (; i + 4 * VECTOR <= bytes; i += 4 * VECTOR) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let weights = filter + i;
    let line = values + i;
    for (let row = 0; row < rows; row++, weights += filterRow, line += rowStep) {
      let weight = weights;
      let value = line;
      for (let column = 0; column < columns; column++, weight += filterColumn, value += columnStep) {
        s0 = madd(v128.load(weight), v128.load(value), s0);
        s1 = madd(v128.load(weight, 16), v128.load(value, 16), s1);
        s2 = madd(v128.load(weight, 32), v128.load(value, 32), s2);
        s3 = madd(v128.load(weight, 48), v128.load(value, 48), s3);
      }
    }
    v128.store(to + i, s0);
    v128.store(to + i, s1, 16);
    v128.store(to + i, s2, 32);
    v128.store(to + i, s3, 48);
  }
  if (i == bytes) return;
  const last = bytes - VECTOR;
  for (; i < last; i += VECTOR) {
    v128.store(to + i, addUp(filter + i, filterRow, filterColumn, values + i, rowStep, columnStep, rows, columns, true));
  }
  filter += last;
  values += last;
  v128.store(to + last, addUp(filter, filterRow, filterColumn, values, rowStep, columnStep, rows, columns, true));
}
