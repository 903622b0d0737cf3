import { at, madd, roundUp } from "./float";
import { clamp, multiplyTiles, TILE_COLUMNS, TILE_ROWS } from "./tile";
import { clear, copyTo, storeLanes } from "./vectors";
import { CHECK_BYTES, FORWARD_BLOCK, POINT_COUNT, blockPatches, pointBytes, rowFloats } from "./winograd-layout";
import { patchFloats, transformPatches } from "./winograd-patches";
import { BETWEEN_BYTES, CORNER_BYTES, POINTS, transformOutput } from "./winograd-transforms";

/** Bytes of scratch of `winogradConv`: a check, a bias, a patch, an output, and a block of patches and products at every point. */
export function winogradScratchBytes(channels: usize, out: usize): f64 {
  const row = rowFloats(channels, 4);
  const outRow = rowFloats(out, TILE_COLUMNS);
  const patches = blockPatches(FORWARD_BLOCK, row + outRow);
  const single = (roundUp(out, TILE_COLUMNS) + patchFloats(channels)) << 2;
  const blocks = POINT_COUNT * (pointBytes(patches, row) + pointBytes(patches, outRow));
  return <f64>(CHECK_BYTES + BETWEEN_BYTES + CORNER_BYTES + single + blocks);
}

/** Whether a value was not finite that was written since the first 16 bytes of scratch were zero: infinities and NaN spread over whole patches there, and belong to fewer outputs. */
export function winogradFailed(scratch: usize): bool {
  const check = v128.load(scratch);
  return v128.any_true(f32x4.ne(check, check));
}

/**
 * Patches [from, to), counted over all images, of activation(bias + x ∗ filter) with strides of one, NHWC. `filter` is what
 * `winogradFilter` made. The scratch begins with 16 bytes that are zero; `winogradFailed(scratch)` tells afterwards whether to do it over
 * by other means.
 */
export function winogradConv(
  x: usize,
  filter: usize,
  bias: usize,
  y: usize,
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
  activation: i32,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  const m = <i32>POINTS + 1 - r;
  const down = (outHeight + m - 1) / m;
  const across = (outWidth + m - 1) / m;
  const row = rowFloats(channels, 4);
  const outRow = rowFloats(out, TILE_COLUMNS);
  const columns = roundUp(out, TILE_COLUMNS);
  const most = blockPatches(FORWARD_BLOCK, row + outRow);
  const pointStep = pointBytes(most, row);
  const outPointStep = pointBytes(most, outRow);
  const between = scratch + CHECK_BYTES;
  const corner = between + BETWEEN_BYTES;
  const biases = corner + CORNER_BYTES;
  const patch = at(biases, columns);
  const patches = at(patch, patchFloats(channels));
  const products = patches + POINT_COUNT * pointStep;
  clear(biases, columns);
  if (bias != 0) copyTo(biases, bias, out);
  for (let first = from; first < to; first += most) {
    const end = min(first + most, to);
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
      0,
      channels,
      first,
      end,
      patches,
      row,
      pointStep,
      between,
      patch,
    );
    multiplyPoints(
      patches,
      row,
      pointStep,
      filter,
      channels,
      columns,
      products,
      outRow,
      outPointStep,
      roundUp(end - first, TILE_ROWS),
    );
    writeOutputs(
      products,
      outRow,
      outPointStep,
      biases,
      y,
      out,
      outHeight,
      outWidth,
      down,
      across,
      m,
      activation,
      first,
      end,
      between,
      corner,
      scratch,
    );
  }
}

/** At each point, the rows of transformed patches times the panels of the transformed filter. */
function multiplyPoints(
  patches: usize,
  row: usize,
  pointStep: usize,
  filter: usize,
  channels: usize,
  columns: usize,
  products: usize,
  outRow: usize,
  outPointStep: usize,
  rows: usize,
): void {
  const filterStep = pointBytes(channels, columns);
  const step = row << 2;
  for (let point: usize = 0; point < POINT_COUNT; point++) {
    for (let column: usize = 0; column < columns; column += TILE_COLUMNS) {
      const b = at(filter, column * channels);
      const a1 = patches + step;
      const a2 = a1 + step;
      const c = at(products, column);
      const tiles = rows / TILE_ROWS;
      multiplyTiles(patches, a1, a2, a2 + step, 4, 0, 1, channels, b, 32, c, outRow, 0, 0, 0, 4 * step, tiles);
    }
    patches += pointStep;
    products += outPointStep;
    filter += filterStep;
  }
}

/** Transforms the products of patches [first, end) back, and writes what of each patch lies inside the output. */
function writeOutputs(
  products: usize,
  row: usize,
  pointStep: usize,
  biases: usize,
  y: usize,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  down: i32,
  across: i32,
  m: i32,
  activation: i32,
  first: usize,
  end: usize,
  between: usize,
  corner: usize,
  check: usize,
): void {
  const perImage = <usize>down * across;
  const line = m * 16;
  let finite = v128.load(check);
  for (let index = first; index < end; index++, products = at(products, row)) {
    const within = index % perImage;
    const top = <i32>(within / across) * m;
    const left = <i32>(within % across) * m;
    const height = min(outHeight - top, m);
    const width = min(outWidth - left, m);
    const pixel = ((index / perImage) * outHeight + top) * outWidth + left;
    for (let channel: usize = 0; channel < out; channel += 4) {
      transformOutput(m, at(products, channel), pointStep, between, corner, line, 16);
      const added = v128.load(at(biases, channel));
      for (let i = 0; i < height; i++) {
        let target = at(y, (pixel + <usize>i * outWidth) * out + channel);
        let source = corner + <usize>i * line;
        for (let j = 0; j < width; j++) {
          const value = f32x4.add(v128.load(source), added);
          finite = madd(value, f32x4.splat(0), finite);
          const result = clamp(value, activation);
          if (channel + 4 <= out) v128.store(target, result);
          else storeLanes(target, result, out - channel);
          target = at(target, out);
          source += 16;
        }
      }
    }
  }
  v128.store(check, finite);
}
