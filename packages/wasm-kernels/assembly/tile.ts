import { at, madd } from "./float";

// Eight accumulators hide the latency of two multiply-adds a cycle, and with two vectors of B and one of A they leave registers free.
// 4 × 12 needs all sixteen of x86, of which V8 keeps one for itself: an accumulator then lives in memory, at half the speed. Unrolling
// the loop costs as well: V8 moves loads up, and registers run out; and a loop that tests at its head is slower than one that does so at
// its end.

/** Rows and columns of one register tile. */
export const TILE_ROWS: usize = 4;
export const TILE_COLUMNS: usize = 8;
/** Bytes of a tile that is kept aside because it hangs over an edge. */
export const TILE_BYTES: usize = (TILE_ROWS * TILE_COLUMNS) << 2;

// The first codes of ACTIVATIONS in src/kernels/activation.ts: those that a tile applies as it is written.
const RELU: i32 = 1;
const RELU6: i32 = 2;

// pmax and pmin return their first operand when either is NaN, so NaN passes.
// @ts-ignore: decorator
@inline
export function clamp(x: v128, activation: i32): v128 {
  if (activation == RELU) return f32x4.pmax(x, f32x4.splat(0));
  if (activation == RELU6) return f32x4.pmin(f32x4.pmax(x, f32x4.splat(0)), f32x4.splat(6));
  return x;
}

// @ts-ignore: decorator
@inline
function put(c: usize, low: v128, high: v128, activation: i32): void {
  v128.store(c, clamp(low, activation));
  v128.store(c, clamp(high, activation), 16);
}

/**
 * C[4 × 8] = activation(start + A · B), for `tiles` tiles one below the other. The four rows of the first one's A begin at four addresses
 * and are read in `runs` runs of `length` values, `aStep` bytes apart within a run, `aJump` bytes further on between runs; those of the
 * next tile begin `aNext` bytes further on. B has eight values at every depth, `bStep` bytes apart. Every run has a value at least. So A
 * may be packed panels, rows or columns of a matrix, or windows of an image.
 *
 * `start` is the address of the values to start from (C itself, or a bias with rows 0 elements apart), or zero for none.
 */
export function multiplyTiles(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  aJump: usize,
  runs: usize,
  length: usize,
  b: usize,
  bStep: usize,
  c: usize,
  stride: usize,
  start: usize,
  startStride: usize,
  activation: i32,
  aNext: usize,
  tiles: usize,
): void {
  const line = length * aStep;
  const advance = aNext - runs * (line + aJump);
  do {
    let c00 = f32x4.splat(0);
    let c01 = c00;
    let c10 = c00;
    let c11 = c00;
    let c20 = c00;
    let c21 = c00;
    let c30 = c00;
    let c31 = c00;
    if (start != 0) {
      c00 = v128.load(start);
      c01 = v128.load(start, 16);
      start = at(start, startStride);
      c10 = v128.load(start);
      c11 = v128.load(start, 16);
      start = at(start, startStride);
      c20 = v128.load(start);
      c21 = v128.load(start, 16);
      start = at(start, startStride);
      c30 = v128.load(start);
      c31 = v128.load(start, 16);
      start = at(start, startStride);
    }
    let right = b;
    for (let run: usize = 0; run < runs; run++) {
      const end = a0 + line;
      do {
        const b0 = v128.load(right);
        const b1 = v128.load(right, 16);
        let lane = v128.load_splat<f32>(a0);
        c00 = madd(lane, b0, c00);
        c01 = madd(lane, b1, c01);
        lane = v128.load_splat<f32>(a1);
        c10 = madd(lane, b0, c10);
        c11 = madd(lane, b1, c11);
        lane = v128.load_splat<f32>(a2);
        c20 = madd(lane, b0, c20);
        c21 = madd(lane, b1, c21);
        lane = v128.load_splat<f32>(a3);
        c30 = madd(lane, b0, c30);
        c31 = madd(lane, b1, c31);
        a0 += aStep;
        a1 += aStep;
        a2 += aStep;
        a3 += aStep;
        right += bStep;
      } while (a0 < end);
      a0 += aJump;
      a1 += aJump;
      a2 += aJump;
      a3 += aJump;
    }
    put(c, c00, c01, activation);
    c = at(c, stride);
    put(c, c10, c11, activation);
    c = at(c, stride);
    put(c, c20, c21, activation);
    c = at(c, stride);
    put(c, c30, c31, activation);
    c = at(c, stride);
    a0 += advance;
    a1 += advance;
    a2 += advance;
    a3 += advance;
  } while (--tiles > 0);
}

/** Writes the `rows` × `columns` corner of a tile that was computed from zero to `c`, as `multiplyTiles` would have. */
export function storeCorner(
  tile: usize,
  rows: usize,
  columns: usize,
  c: usize,
  stride: usize,
  start: usize,
  startStride: usize,
  activation: i32,
): void {
  for (let row: usize = 0; row < rows; row++) {
    let column: usize = 0;
    for (; column + 4 <= columns; column += 4) {
      let x = v128.load(at(tile, column));
      if (start != 0) x = f32x4.add(x, v128.load(at(start, column)));
      v128.store(at(c, column), clamp(x, activation));
    }
    for (; column < columns; column++) {
      let x = v128.load32_zero(at(tile, column));
      if (start != 0) x = f32x4.add(x, v128.load32_zero(at(start, column)));
      v128.store_lane<f32>(at(c, column), clamp(x, activation), 0);
    }
    tile = at(tile, TILE_COLUMNS);
    c = at(c, stride);
    if (start != 0) start = at(start, startStride);
  }
}
