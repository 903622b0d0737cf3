import { at, madd, roundUp } from "./float";
import { multiplyTiles, TILE_COLUMNS, TILE_ROWS } from "./tile";
import { storeLanes } from "./vectors";
import { CHECK_BYTES, GRADIENT_BLOCK, POINT_COUNT, blockPatches, pointBytes, rowFloats } from "./winograd-layout";
import { patchFloats, transformPatches } from "./winograd-patches";
import { BETWEEN_BYTES, CORNER_BYTES, POINTS, transformFilterGradient } from "./winograd-transforms";

/** Bytes of scratch of `winogradFilterGrad` over all channels: blocks of both transformed operands, and the sums at every point. */
export function winogradFilterGradScratchBytes(channels: usize, out: usize): f64 {
  const row = rowFloats(channels, TILE_ROWS);
  const outRow = rowFloats(out, TILE_COLUMNS);
  const patches = blockPatches(GRADIENT_BLOCK, row + outRow);
  const single = max(patchFloats(channels), patchFloats(out)) << 2;
  const blocks = POINT_COUNT * (pointBytes(patches, row) + pointBytes(patches, outRow));
  const sums = POINT_COUNT * pointBytes(roundUp(channels, TILE_ROWS), roundUp(out, TILE_COLUMNS));
  return <f64>(CHECK_BYTES + BETWEEN_BYTES + CORNER_BYTES + single + blocks + sums);
}

/**
 * Groups [from, to) of four input channels each of the gradient of a filter [r, r, channels, out], strides of one, over all images.
 * The scratch begins with 16 bytes that are zero; `winogradFailed(scratch)` tells afterwards whether to do it over by other means.
 */
export function winogradFilterGrad(
  x: usize,
  dy: usize,
  dw: usize,
  images: usize,
  channels: usize,
  out: usize,
  inHeight: i32,
  inWidth: i32,
  outHeight: i32,
  outWidth: i32,
  r: i32,
  padTop: i32,
  padLeft: i32,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  const m = <i32>POINTS + 1 - r;
  const down = (outHeight + m - 1) / m;
  const across = (outWidth + m - 1) / m;
  const firstChannel = from * TILE_ROWS;
  const endChannel = min(to * TILE_ROWS, channels);
  const lanes = (to - from) * TILE_ROWS;
  const columns = roundUp(out, TILE_COLUMNS);
  const row = rowFloats(lanes, TILE_ROWS);
  const outRow = rowFloats(out, TILE_COLUMNS);
  // As many as for all channels, so that no range takes more scratch than the whole.
  const most = blockPatches(GRADIENT_BLOCK, rowFloats(channels, TILE_ROWS) + outRow);
  const pointStep = pointBytes(most, row);
  const outPointStep = pointBytes(most, outRow);
  const sumStep = pointBytes(lanes, columns);
  const between = scratch + CHECK_BYTES;
  const corner = between + BETWEEN_BYTES;
  const patch = corner + CORNER_BYTES;
  const patches = at(patch, max(patchFloats(channels), patchFloats(out)));
  const gradients = patches + POINT_COUNT * pointStep;
  const sums = gradients + POINT_COUNT * outPointStep;
  const total = images * down * across;
  for (let first: usize = 0; first < total; first += most) {
    const end = min(first + most, total);
    transformPatches(
      x,
      images,
      inHeight,
      inWidth,
      channels,
      down,
      across,
      m,
      padTop,
      padLeft,
      false,
      firstChannel,
      endChannel,
      first,
      end,
      patches,
      row,
      pointStep,
      between,
      patch,
    );
    transformPatches(
      dy,
      images,
      outHeight,
      outWidth,
      out,
      down,
      across,
      m,
      0,
      0,
      true,
      0,
      columns,
      first,
      end,
      gradients,
      outRow,
      outPointStep,
      between,
      patch,
    );
    for (let point: usize = 0; point < POINT_COUNT; point++) {
      const a = patches + point * pointStep;
      const b = gradients + point * outPointStep;
      addProducts(a, row, b, outRow, sums + point * sumStep, lanes, columns, end - first, first > 0);
    }
  }
  writeGradient(sums, sumStep, columns, dw, channels, out, r, firstChannel, endChannel, between, corner, scratch);
}

/** At one point: rows of patches, transposed, times rows of gradients. */
function addProducts(
  a: usize,
  row: usize,
  b: usize,
  outRow: usize,
  sums: usize,
  lanes: usize,
  columns: usize,
  depth: usize,
  isAdded: bool,
): void {
  for (let column: usize = 0; column < columns; column += TILE_COLUMNS) {
    const c = at(sums, column);
    const start = isAdded ? c : 0;
    const right = at(b, column);
    const tiles = lanes / TILE_ROWS;
    const step = row << 2;
    multiplyTiles(
      a,
      a + 4,
      a + 8,
      a + 12,
      step,
      0,
      1,
      depth,
      right,
      outRow << 2,
      c,
      columns,
      start,
      columns,
      0,
      16,
      tiles,
    );
  }
}

function writeGradient(
  sums: usize,
  sumStep: usize,
  columns: usize,
  dw: usize,
  channels: usize,
  out: usize,
  r: usize,
  firstChannel: usize,
  endChannel: usize,
  between: usize,
  corner: usize,
  check: usize,
): void {
  let finite = v128.load(check);
  for (let channel = firstChannel; channel < endChannel; channel++) {
    for (let lane: usize = 0; lane < out; lane += 4) {
      transformFilterGradient(r, at(sums, (channel - firstChannel) * columns + lane), sumStep, between, corner);
      for (let tap: usize = 0; tap < r * r; tap++) {
        const value = v128.load(corner + tap * 16);
        finite = madd(value, f32x4.splat(0), finite);
        const target = at(dw, (tap * channels + channel) * out + lane);
        if (lane + 4 <= out) v128.store(target, value);
        else storeLanes(target, value, out - lane);
      }
    }
  }
  v128.store(check, finite);
}
