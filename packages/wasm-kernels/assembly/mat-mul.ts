import { multiplyRows } from "./dot";
import { at, roundUp } from "./float";
import { packPanels } from "./pack";
import { TILE_BYTES, TILE_COLUMNS, TILE_ROWS, multiplyTiles, storeCorner } from "./tile";

// Goto and van de Geijn (2008): a slice of B is packed for the second-level cache, and the register tile walks over it with a block of A.
// DEPTH keeps one panel of B (12 kB) and four rows of A (6 kB) in the first-level cache.
const DEPTH: usize = 384;
const COLUMNS: usize = 256;
const ROWS: usize = 128;
// Below this inner dimension the sums across lanes at the end of each dot product cost more than packing.
const SHORTEST_DOT: usize = 96;

// @ts-ignore: decorator
@inline
function isDot(aDepth: usize, bDepth: usize, k: usize): bool {
  return aDepth == 1 && bDepth == 1 && k >= SHORTEST_DOT;
}

/** Bytes of scratch that `matMul` needs: a packed block of each operand that is packed, and one tile for the edges; 600 kB at most. */
export function matMulScratchBytes(m: usize, n: usize, k: usize): f64 {
  const depth = min(k, DEPTH);
  const left = roundUp(min(m, ROWS), TILE_ROWS) * depth;
  const right = roundUp(min(n, COLUMNS), TILE_COLUMNS) * depth;
  return <f64>(TILE_BYTES + ((left + right) << 2));
}

/** Bytes of the whole of B, packed as `packRight` leaves it. */
export function packedRightBytes(n: f64, k: f64): f64 {
  return 4 * Math.ceil(n / <f64>TILE_COLUMNS) * <f64>TILE_COLUMNS * k;
}

/** Packs columns [from, to) × 8 of B for many products: block after block as `matMul` walks over them. */
export function packRight(
  b: usize,
  bDepthStride: usize,
  bColumnStride: usize,
  n: usize,
  k: usize,
  packed: usize,
  from: usize,
  to: usize,
): void {
  for (let panel = from; panel < to; panel++) {
    const column = panel * TILE_COLUMNS;
    const block = (column / COLUMNS) * COLUMNS;
    const width = roundUp(min(n - block, COLUMNS), TILE_COLUMNS);
    for (let start: usize = 0; start < k; start += DEPTH) {
      const depth = min(k - start, DEPTH);
      const target = at(packed, block * k + start * width + (column - block) * depth);
      const source = at(b, start * bDepthStride + column * bColumnStride);
      packPanels(source, bColumnStride, bDepthStride, min(n - column, TILE_COLUMNS), depth, TILE_COLUMNS, target);
    }
  }
}

/**
 * Rows [from, to) of C[m × n] = activation(start + A[m × k] · B[k × n]). The strides of A and B are free, which is how a transposed
 * operand comes in; C is dense. `packed` is what `packRight` made of B, or zero. `start` holds what is added, in rows `startStride`
 * elements apart (zero for one bias of all rows), or is zero for nothing; it may be C.
 */
export function matMul(
  a: usize,
  aRowStride: usize,
  aDepthStride: usize,
  b: usize,
  bDepthStride: usize,
  bColumnStride: usize,
  packed: usize,
  c: usize,
  n: usize,
  k: usize,
  start: usize,
  startStride: usize,
  activation: i32,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  a = at(a, from * aRowStride);
  c = at(c, from * n);
  if (start != 0) start = at(start, from * startStride);
  const m = to - from;
  if (packed == 0 && isDot(aDepthStride, bDepthStride, k)) {
    return multiplyRows(a, aRowStride, b, bColumnStride, c, m, n, k, start, startStride, activation);
  }
  const right = scratch + TILE_BYTES;
  const left = at(right, roundUp(min(n, COLUMNS), TILE_COLUMNS) * min(k, DEPTH));
  for (let column: usize = 0; column < n; column += COLUMNS) {
    const columns = min(n - column, COLUMNS);
    const width = roundUp(columns, TILE_COLUMNS);
    for (let depthStart: usize = 0; depthStart < k; depthStart += DEPTH) {
      const depth = min(k - depthStart, DEPTH);
      let bBlock = at(packed, column * k + depthStart * width);
      if (packed == 0) {
        bBlock = right;
        const source = at(b, depthStart * bDepthStride + column * bColumnStride);
        packPanels(source, bColumnStride, bDepthStride, columns, depth, TILE_COLUMNS, right);
      }
      const code = depthStart + depth == k ? activation : 0;
      for (let row: usize = 0; row < m; row += ROWS) {
        const rows = min(m - row, ROWS);
        const to = at(c, row * n + column);
        const first = depthStart > 0 ? to : start == 0 ? 0 : at(start, row * startStride + column);
        const step = depthStart > 0 ? n : startStride;
        const source = at(a, row * aRowStride + depthStart * aDepthStride);
        if (aDepthStride == 1) {
          multiplyBlock(source, aRowStride, 4, bBlock, rows, columns, depth, to, n, first, step, code, scratch);
        } else {
          packPanels(source, aRowStride, aDepthStride, rows, depth, TILE_ROWS, left);
          multiplyBlock(left, 0, 16, bBlock, rows, columns, depth, to, n, first, step, code, scratch);
        }
      }
    }
  }
}

/** A block of A, in rows `aRow` elements apart or (`aRow` zero) in packed panels, times packed panels of B. */
function multiplyBlock(
  a: usize,
  aRow: usize,
  aStep: usize,
  right: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  c: usize,
  stride: usize,
  start: usize,
  startStride: usize,
  activation: i32,
  tile: usize,
): void {
  // The lanes of a packed panel lie side by side.
  const aLane: usize = aRow == 0 ? 4 : aRow << 2;
  const aNext = aRow == 0 ? depth << 4 : aRow << 4;
  const whole = rows / TILE_ROWS;
  const last = rows - whole * TILE_ROWS;
  for (let column: usize = 0; column < columns; column += TILE_COLUMNS) {
    const b = at(right, column * depth);
    const width = min(columns - column, TILE_COLUMNS);
    const to = at(c, column);
    const first = start == 0 ? 0 : at(start, column);
    let row: usize = 0;
    if (width == TILE_COLUMNS && whole > 0) {
      const a1 = a + aLane;
      const a2 = a1 + aLane;
      const a3 = a2 + aLane;
      multiplyTiles(a, a1, a2, a3, aStep, 0, 1, depth, b, 32, to, stride, first, startStride, activation, aNext, whole);
      row = whole * TILE_ROWS;
    }
    for (; row < rows; row += TILE_ROWS) {
      const height = row < whole * TILE_ROWS ? TILE_ROWS : last;
      // Rows past the last one read the last one again, and nobody stores them.
      const a0 = a + (row / TILE_ROWS) * aNext;
      const a1 = a0 + min<usize>(1, height - 1) * aLane;
      const a2 = a0 + min<usize>(2, height - 1) * aLane;
      const a3 = a0 + (height - 1) * aLane;
      multiplyTiles(a0, a1, a2, a3, aStep, 0, 1, depth, b, 32, tile, TILE_COLUMNS, 0, 0, 0, 0, 1);
      const target = at(to, row * stride);
      storeCorner(
        tile,
        height,
        width,
        target,
        stride,
        first == 0 ? 0 : at(first, row * startStride),
        startStride,
        activation,
      );
    }
  }
}
