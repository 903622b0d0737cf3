import { at, madd } from "./float";

// Eight accumulators hide the latency of two multiply-adds a cycle, and with two vectors of B and one of A they leave registers free.
// 4 × 12 needs all sixteen of x86, of which V8 keeps one for itself: an accumulator then lives in memory, at half the speed.

/** Rows and columns of one register tile. */
export const TILE_ROWS: usize = 4;
export const TILE_COLUMNS: usize = 8;

// @ts-ignore: decorator
@inline
function put(c: usize, value: v128, accumulate: bool): void {
  v128.store(c, accumulate ? f32x4.add(v128.load(c), value) : value);
}

/** C[4 × 8] = (C +) A panel × B panel over `depth`; `c` has rows `stride` elements apart. */
export function multiplyTile(a: usize, b: usize, depth: usize, c: usize, stride: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const end = a + (depth << 4);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let lane = v128.load_splat<f32>(a);
    c00 = madd(lane, b0, c00);
    c01 = madd(lane, b1, c01);
    lane = v128.load_splat<f32>(a, 4);
    c10 = madd(lane, b0, c10);
    c11 = madd(lane, b1, c11);
    lane = v128.load_splat<f32>(a, 8);
    c20 = madd(lane, b0, c20);
    c21 = madd(lane, b1, c21);
    lane = v128.load_splat<f32>(a, 12);
    c30 = madd(lane, b0, c30);
    c31 = madd(lane, b1, c31);
    a += 16;
    b += 32;
  }
  put(c, c00, accumulate);
  put(c + 16, c01, accumulate);
  c = at(c, stride);
  put(c, c10, accumulate);
  put(c + 16, c11, accumulate);
  c = at(c, stride);
  put(c, c20, accumulate);
  put(c + 16, c21, accumulate);
  c = at(c, stride);
  put(c, c30, accumulate);
  put(c + 16, c31, accumulate);
}

/** Copies (or adds) the `rows` × `columns` corner of a whole tile in `tile` to `c`. */
export function storeCorner(tile: usize, rows: usize, columns: usize, c: usize, stride: usize, accumulate: bool): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let column: usize = 0; column < columns; column++) {
      const to = at(c, row * stride + column);
      const value = load<f32>(at(tile, row * TILE_COLUMNS + column));
      store<f32>(to, accumulate ? load<f32>(to) + value : value);
    }
  }
}
