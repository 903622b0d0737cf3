import { at } from "./float";
import { copyStrip, span } from "./strip";
import { TILE_BYTES, TILE_COLUMNS, TILE_ROWS, multiplyTiles, storeCorner } from "./tile";

// A convolution is a product of the matrix of windows (one row for each output position) and the filter (one column for each output
// channel). That matrix is never written down: the register tile reads its rows, which are runs of the image, where they lie.

// Positions whose windows stay in the first-level cache while the panels of the filter pass by, one after the other.
const BLOCK: usize = 48;
// Floats of a strip: half of a small second-level cache.
const STRIP: i32 = 32 * 1024;
// Terms of one sum before it joins the total: one long float32 sum loses digits, and a longer panel the first-level cache.
const TERMS: usize = 512;

/** Columns of output that one strip serves: all of them, unless as many lines as a filter has do not fit. */
function stripColumns(
  channels: i32,
  outWidth: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  dilationWidth: i32,
): i32 {
  const pixels = max(STRIP / filterHeight / channels, 1);
  const columns = (pixels - (filterWidth - 1) * dilationWidth - 1) / strideWidth + 1;
  return min(max(columns, 1), outWidth);
}

/** Rows of output that one strip of lines of so many floats serves: as many as its room allows, and one at least. */
function stripRows(outHeight: i32, line: i32, strideHeight: i32, filterHeight: i32, dilationHeight: i32): i32 {
  const lines = STRIP / max(line, 1);
  const rows = (lines - (filterHeight - 1) * dilationHeight - 1) / strideHeight + 1;
  return min(max(rows, 1), outHeight);
}

/** Bytes of scratch that `conv` needs: a tile for the edges, the addresses of a block's windows, and a strip. */
export function convScratchBytes(
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
): f64 {
  const columns = stripColumns(channels, outWidth, strideWidth, filterHeight, filterWidth, dilationWidth);
  const pixels = <f64>(columns - 1) * strideWidth + <f64>(filterWidth - 1) * dilationWidth + 1;
  const line = pixels * channels;
  if (line * filterHeight > STRIP) return <f64>(TILE_BYTES + (BLOCK << 2)) + 4 * line * filterHeight;
  const rows = stripRows(outHeight, <i32>line, strideHeight, filterHeight, dilationHeight);
  const lines = rows == 1 ? filterHeight : span(rows, strideHeight, filterHeight, dilationHeight);
  return <f64>(TILE_BYTES + (BLOCK << 2)) + 4 * line * lines;
}

/**
 * Rows [from, to) of the output, counted over all images, of activation(bias + x ∗ filter), NHWC. `packed` holds `out` channels of the
 * filter. `bias` is an address or zero. Pixels of the output lie `yStep` elements apart, its rows `yRowStep` and images `yImageStep`.
 */
export function conv(
  x: usize,
  packed: usize,
  bias: usize,
  y: usize,
  yStep: usize,
  yRowStep: usize,
  yImageStep: usize,
  channels: usize,
  out: usize,
  inHeight: i32,
  inWidth: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  padTop: i32,
  padLeft: i32,
  activation: i32,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  const strip = scratch + TILE_BYTES + (BLOCK << 2);
  const width = span(outWidth, strideWidth, filterWidth, dilationWidth);
  const isInside =
    padTop == 0 &&
    padLeft == 0 &&
    width <= inWidth &&
    span(outHeight, strideHeight, filterHeight, dilationHeight) <= inHeight;
  const depth = <i32>channels;
  const most = stripColumns(depth, outWidth, strideWidth, filterHeight, filterWidth, dilationWidth);
  const columns = isInside ? outWidth : most;
  const stripWidth = span(columns, strideWidth, filterWidth, dilationWidth);
  const line = <usize>(isInside ? inWidth : stripWidth) * channels;
  const fits = stripRows(outHeight, <i32>line, strideHeight, filterHeight, dilationHeight);
  const high = isInside ? outHeight : columns == outWidth ? fits : 1;
  const step = <usize>strideWidth * channels;
  const rowStep = <usize>strideHeight * line;
  // A strip for one row of output holds only the lines that taps read.
  const lineStep = isInside || high > 1 ? 1 : dilationHeight;
  const tapRow = <usize>(dilationHeight / lineStep) * line;
  // Tiles run on from one row into the next only where the output's rows follow one another.
  const isDense = columns == outWidth && yRowStep == <usize>outWidth * yStep;
  for (let row = from; row < to; ) {
    const outRow = <i32>(row % outHeight);
    const rows = min(min(high, outHeight - outRow), <i32>(to - row));
    const image = at(x, (row / outHeight) * inHeight * inWidth * channels);
    const top = outRow * strideHeight - padTop;
    const height = lineStep > 1 ? filterHeight : span(rows, strideHeight, filterHeight, dilationHeight);
    const together = isDense ? rows : 1;
    for (let column = 0; column < outWidth; column += columns) {
      const wide = min(columns, outWidth - column);
      let windows = strip;
      if (isInside) windows = at(image, <usize>top * line);
      else {
        const left = column * strideWidth - padLeft;
        copyStrip(image, inHeight, inWidth, channels, top, lineStep, left, height, stripWidth, channels, strip);
      }
      let target = at(y, (row / outHeight) * yImageStep + <usize>outRow * yRowStep + <usize>column * yStep);
      for (let first = 0; first < rows; first += together) {
        convTaps(
          windows,
          rowStep,
          step,
          tapRow,
          channels,
          filterHeight,
          filterWidth,
          dilationWidth,
          packed,
          bias,
          target,
          yStep,
          out,
          together,
          wide,
          activation,
          scratch,
        );
        windows = at(windows, rowStep);
        target = at(target, yRowStep);
      }
    }
    row += rows;
  }
}

/**
 * All taps of the filter over rows of a strip, whose rows of taps are `tapRow` elements apart: in passes of some hundred terms, each of
 * which goes on from what those before it have left in the output.
 */
function convTaps(
  windows: usize,
  rowStep: usize,
  step: usize,
  tapRow: usize,
  channels: usize,
  filterHeight: usize,
  filterWidth: usize,
  dilationWidth: usize,
  packed: usize,
  bias: usize,
  y: usize,
  yStep: usize,
  out: usize,
  rows: i32,
  outWidth: i32,
  activation: i32,
  scratch: usize,
): void {
  const taps = filterWidth * channels;
  const depth = filterHeight * taps;
  // With dilation the taps of one row are runs of one pixel; without, the whole row is one run.
  const isSpread = dilationWidth > 1;
  const length = isSpread ? channels : taps;
  const runs = isSpread ? filterWidth : filterHeight;
  const outer = isSpread ? filterHeight : 1;
  const apart = isSpread ? dilationWidth * channels : tapRow;
  const piece = min(length, TERMS);
  const together = max(TERMS / piece, 1);
  let done: usize = 0;
  for (let tap: usize = 0; tap < outer; tap++) {
    for (let run: usize = 0; run < runs; run += together) {
      const count = length > piece ? 1 : min(together, runs - run);
      for (let start: usize = 0; start < length; start += piece) {
        const terms = min(piece, length - start);
        const first = at(windows, tap * tapRow + run * apart + start);
        const panels = at(packed, done * TILE_COLUMNS);
        const from = done == 0 ? bias : y;
        done += count * terms;
        const code = done == depth ? activation : 0;
        convStrip(
          first,
          rowStep,
          step,
          apart - terms,
          count,
          terms,
          panels,
          depth,
          from,
          y,
          yStep,
          out,
          rows,
          outWidth,
          code,
          scratch,
        );
      }
    }
  }
}

/**
 * All positions of a strip. Windows begin `step` and `rowStep` elements apart and are `runs` runs of `length` values, `gap` apart. A panel
 * of the packed filter is `depth` values deep. `start` is the bias, or the output itself.
 */
function convStrip(
  windows: usize,
  rowStep: usize,
  step: usize,
  gap: usize,
  runs: usize,
  length: usize,
  packed: usize,
  depth: usize,
  start: usize,
  y: usize,
  yStep: usize,
  out: usize,
  rows: i32,
  outWidth: i32,
  activation: i32,
  scratch: usize,
): void {
  const addresses = scratch + TILE_BYTES;
  const positions = <usize>rows * outWidth;
  const startStride: usize = start == y ? yStep : 0;
  let window = windows;
  let column = 0;
  for (let block: usize = 0; block < positions; block += BLOCK) {
    const size = min(positions - block, BLOCK);
    // Positions past the last one read it again, and nobody stores them.
    for (let i: usize = 0; i < BLOCK; i++) {
      store<u32>(addresses + (i << 2), <u32>at(window, <usize>column * step));
      if (i + 1 >= size) continue;
      if (++column == outWidth) {
        column = 0;
        window = at(window, rowStep);
      }
    }
    if (++column == outWidth) {
      column = 0;
      window = at(window, rowStep);
    }
    for (let panel: usize = 0; panel < out; panel += TILE_COLUMNS) {
      const b = at(packed, panel * depth);
      const columns = min(out - panel, TILE_COLUMNS);
      for (let i: usize = 0; i < size; ) {
        const from = addresses + (i << 2);
        const a0 = <usize>load<u32>(from);
        const a1 = <usize>load<u32>(from, 4);
        const a2 = <usize>load<u32>(from, 8);
        const a3 = <usize>load<u32>(from, 12);
        const c = at(y, (block + i) * yStep + panel);
        const first = start == 0 ? 0 : startStride == 0 ? at(start, panel) : c;
        const height = min(size - i, TILE_ROWS);
        if (height == TILE_ROWS && columns == TILE_COLUMNS) {
          const tiles = evenTiles(from, size - i, step << 2);
          const next = step << 4;
          const jump = gap << 2;
          multiplyTiles(
            a0,
            a1,
            a2,
            a3,
            4,
            jump,
            runs,
            length,
            b,
            32,
            c,
            yStep,
            first,
            startStride,
            activation,
            next,
            tiles,
          );
          i += tiles * TILE_ROWS;
        } else {
          multiplyTiles(a0, a1, a2, a3, 4, gap << 2, runs, length, b, 32, scratch, TILE_COLUMNS, 0, 0, 0, 0, 1);
          storeCorner(scratch, height, columns, c, yStep, first, startStride, activation);
          i += TILE_ROWS;
        }
      }
    }
  }
}

/** Tiles, one at least, from the first of `size` addresses on, whose windows all begin `step` bytes apart, as those of one row do. */
function evenTiles(addresses: usize, size: usize, step: usize): usize {
  const first = load<u32>(addresses);
  let positions = TILE_ROWS;
  while (positions + TILE_ROWS <= size) {
    const last = positions + TILE_ROWS - 1;
    if (load<u32>(addresses + (last << 2)) - first != <u32>(last * step)) break;
    positions += TILE_ROWS;
  }
  return positions / TILE_ROWS;
}
