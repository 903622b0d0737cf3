import { at, madd } from "./float";
import { clamp } from "./tile";

// A · Bᵀ, both with their inner dimension contiguous: the vectors run along it, so that neither operand has to be packed. A tile of two
// rows of A by four of B has as few loads for each multiply-add as the packed tile.

const ROWS: usize = 2;
const COLUMNS: usize = 4;
// Four rows of B, 16 kB, stay in the first-level cache while all rows of A pass by.
const DEPTH: usize = 1024;

/** The four sums over the lanes of x0, x1, x2 and x3. */
// @ts-ignore: decorator
@inline
function sums(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const low = f32x4.add(v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), v128.shuffle<f32>(x0, x1, 2, 6, 3, 7));
  const high = f32x4.add(v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), v128.shuffle<f32>(x2, x3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f64>(low, high, 0, 2), v128.shuffle<f64>(low, high, 1, 3));
}

// @ts-ignore: decorator
@inline
function put(c: usize, value: v128, start: usize, activation: i32): void {
  if (start != 0) value = f32x4.add(value, v128.load(start));
  v128.store(c, clamp(value, activation));
}

/** For a `depth` of four at least: C[2 × 4] = activation(start + two rows of A · four rows of B), the rows `aRow` and `bRow` elements apart. */
function dotTile(
  a0: usize,
  aRow: usize,
  b0: usize,
  bRow: usize,
  depth: usize,
  c: usize,
  stride: usize,
  start: usize,
  startStride: usize,
  activation: i32,
): void {
  const end = a0 + ((depth & ~3) << 2);
  let a1 = at(a0, aRow);
  let b1 = at(b0, bRow);
  let b2 = at(b1, bRow);
  let b3 = at(b2, bRow);
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  do {
    const x0 = v128.load(a0);
    const x1 = v128.load(a1);
    let y = v128.load(b0);
    c00 = madd(x0, y, c00);
    c10 = madd(x1, y, c10);
    y = v128.load(b1);
    c01 = madd(x0, y, c01);
    c11 = madd(x1, y, c11);
    y = v128.load(b2);
    c02 = madd(x0, y, c02);
    c12 = madd(x1, y, c12);
    y = v128.load(b3);
    c03 = madd(x0, y, c03);
    c13 = madd(x1, y, c13);
    a0 += 16;
    a1 += 16;
    b0 += 16;
    b1 += 16;
    b2 += 16;
    b3 += 16;
  } while (a0 < end);
  for (let left = depth & 3; left > 0; left--) {
    const x0 = v128.load32_zero(a0);
    const x1 = v128.load32_zero(a1);
    let y = v128.load32_zero(b0);
    c00 = madd(x0, y, c00);
    c10 = madd(x1, y, c10);
    y = v128.load32_zero(b1);
    c01 = madd(x0, y, c01);
    c11 = madd(x1, y, c11);
    y = v128.load32_zero(b2);
    c02 = madd(x0, y, c02);
    c12 = madd(x1, y, c12);
    y = v128.load32_zero(b3);
    c03 = madd(x0, y, c03);
    c13 = madd(x1, y, c13);
    a0 += 4;
    a1 += 4;
    b0 += 4;
    b1 += 4;
    b2 += 4;
    b3 += 4;
  }
  put(c, sums(c00, c01, c02, c03), start, activation);
  put(at(c, stride), sums(c10, c11, c12, c13), start == 0 ? 0 : at(start, startStride), activation);
}

/** One value of C, at the edges that are no whole tile. */
function dot(a: usize, b: usize, depth: usize): v128 {
  const end = a + ((depth & ~3) << 2);
  let sum = f32x4.splat(0);
  for (; a < end; a += 16, b += 16) sum = madd(v128.load(a), v128.load(b), sum);
  for (let left = depth & 3; left > 0; left--, a += 4, b += 4) {
    sum = madd(v128.load32_zero(a), v128.load32_zero(b), sum);
  }
  return sums(sum, sum, sum, sum);
}

function dotEdge(
  a: usize,
  aRow: usize,
  rows: usize,
  b: usize,
  bRow: usize,
  columns: usize,
  depth: usize,
  c: usize,
  stride: usize,
  start: usize,
  startStride: usize,
  activation: i32,
): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let column: usize = 0; column < columns; column++) {
      let value = dot(at(a, row * aRow), at(b, column * bRow), depth);
      if (start != 0) value = f32x4.add(value, v128.load_splat<f32>(at(start, row * startStride + column)));
      v128.store_lane<f32>(at(c, row * stride + column), clamp(value, activation), 0);
    }
  }
}

/** C[m × n] = activation(start + A[m × k] · B[n × k]ᵀ); `start` as in `multiplyTiles`. */
export function multiplyRows(
  a: usize,
  aRow: usize,
  b: usize,
  bRow: usize,
  c: usize,
  m: usize,
  n: usize,
  k: usize,
  start: usize,
  startStride: usize,
  activation: i32,
): void {
  for (let from: usize = 0; from < k; from += DEPTH) {
    const depth = min(k - from, DEPTH);
    const last = from + depth == k;
    for (let column: usize = 0; column < n; column += COLUMNS) {
      const columns = min(n - column, COLUMNS);
      const bBlock = at(b, column * bRow + from);
      for (let row: usize = 0; row < m; row += ROWS) {
        const rows = min(m - row, ROWS);
        const aBlock = at(a, row * aRow + from);
        const to = at(c, row * n + column);
        const first = from > 0 ? to : start == 0 ? 0 : at(start, row * startStride + column);
        const step = from > 0 ? n : startStride;
        const code = last ? activation : 0;
        if (rows == ROWS && columns == COLUMNS && depth > 3) {
          dotTile(aBlock, aRow, bBlock, bRow, depth, to, n, first, step, code);
        } else {
          dotEdge(aBlock, aRow, rows, bBlock, bRow, columns, depth, to, n, first, step, code);
        }
      }
    }
  }
}
