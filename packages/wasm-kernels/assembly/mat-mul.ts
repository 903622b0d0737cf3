import { at } from "./float";
import { packPanels } from "./pack";
import { TILE_COLUMNS, TILE_ROWS, multiplyTile, storeCorner } from "./tile";

// Goto and van de Geijn (2008): a slice of B is packed for the second-level cache, a block of A for the same, and the register
// tile walks over both. DEPTH keeps one panel of B (8 kB) in the first-level cache.
const DEPTH: usize = 256;
const COLUMNS: usize = 384;
const ROWS: usize = 128;

// @ts-ignore: decorator
@inline
function roundUp(n: usize, unit: usize): usize {
  return ((n + unit - 1) / unit) * unit;
}

/** Bytes of scratch that `matMul` needs: one packed block of each operand and one tile for the edges; 525 kB at most. */
export function matMulScratchBytes(m: usize, n: usize, k: usize): usize {
  const depth = min(k, DEPTH);
  const left = roundUp(min(m, ROWS), TILE_ROWS) * depth;
  const right = roundUp(min(n, COLUMNS), TILE_COLUMNS) * depth;
  return (left + right + TILE_ROWS * TILE_COLUMNS) << 2;
}

/**
 * Rows [from, to) of C[m × n] = A[m × k] · B[k × n]. The strides of A and B are free, which is how a transposed operand
 * comes in; C is dense. Nothing is read from C, so it need not be cleared.
 */
export function matMul(
  a: usize,
  aRowStride: usize,
  aDepthStride: usize,
  b: usize,
  bDepthStride: usize,
  bColumnStride: usize,
  c: usize,
  n: usize,
  k: usize,
  accumulate: bool,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  if (k == 0 && !accumulate) memory.fill(at(c, from * n), 0, ((to - from) * n) << 2);
  const left = scratch + ((TILE_ROWS * TILE_COLUMNS) << 2);
  const right = at(left, roundUp(min(to - from, ROWS), TILE_ROWS) * min(k, DEPTH));
  for (let column: usize = 0; column < n; column += COLUMNS) {
    const columns = min(n - column, COLUMNS);
    for (let start: usize = 0; start < k; start += DEPTH) {
      const depth = min(k - start, DEPTH);
      const bBlock = at(b, start * bDepthStride + column * bColumnStride);
      packPanels(bBlock, bColumnStride, bDepthStride, columns, depth, TILE_COLUMNS, right);
      for (let row = from; row < to; row += ROWS) {
        const rows = min(to - row, ROWS);
        const aBlock = at(a, row * aRowStride + start * aDepthStride);
        packPanels(aBlock, aRowStride, aDepthStride, rows, depth, TILE_ROWS, left);
        multiplyBlock(left, right, rows, columns, depth, at(c, row * n + column), n, accumulate || start > 0, scratch);
      }
    }
  }
}

function multiplyBlock(
  left: usize,
  right: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  c: usize,
  stride: usize,
  accumulate: bool,
  tile: usize,
): void {
  for (let column: usize = 0; column < columns; column += TILE_COLUMNS) {
    const b = at(right, column * depth);
    const width = min(columns - column, TILE_COLUMNS);
    for (let row: usize = 0; row < rows; row += TILE_ROWS) {
      const a = at(left, row * depth);
      const height = min(rows - row, TILE_ROWS);
      const target = at(c, row * stride + column);
      if (width == TILE_COLUMNS && height == TILE_ROWS) {
        multiplyTile(a, b, depth, target, stride, accumulate);
      } else {
        multiplyTile(a, b, depth, tile, TILE_COLUMNS, false);
        storeCorner(tile, height, width, target, stride, accumulate);
      }
    }
  }
}
