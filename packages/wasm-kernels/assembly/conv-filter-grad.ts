import { at, roundUp } from "./float";
import { packPanels } from "./pack";
import { copyStrip, span } from "./strip";
import { TILE_BYTES, TILE_COLUMNS, TILE_ROWS, multiplyTiles, storeCorner } from "./tile";

// The gradient of a filter is the product of the windows' matrix, transposed, and the output's gradient. A value of the filter meets one
// input for each output position, and those lie in runs too: a lane of the register tile begins where its value's first input is.

// Positions in one product: what a lane and a panel touch of them stays in the first-level cache, and no sum is longer.
const POSITIONS: i32 = 192;

/** Columns of output of one strip: all of them, or of one row as many as there may be. */
// @ts-ignore: decorator
@inline
function stripColumns(outWidth: i32): i32 {
  return min(outWidth, POSITIONS);
}

function stripRows(outHeight: i32, outWidth: i32): i32 {
  return min(max(POSITIONS / outWidth, 1), outHeight);
}

/**
 * Floats from one pixel of a strip to the next. Where channels fill whole cache lines, pixels would fall into few sets of the cache and
 * displace one another: four more move each on.
 */
// @ts-ignore: decorator
@inline
function roomOf(channels: usize): usize {
  return channels % 16 == 0 ? channels + 4 : channels;
}

/** Bytes of scratch that `convFilterGrad` needs: a tile, where each lane begins, a strip, and panels of as much of the gradient. */
export function convFilterGradScratchBytes(
  channels: usize,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
): f64 {
  const rows = stripRows(outHeight, outWidth);
  const columns = stripColumns(outWidth);
  const lines = <f64>(rows - 1) * strideHeight + <f64>(filterHeight - 1) * dilationHeight + 1;
  const width = <f64>(columns - 1) * strideWidth + <f64>(filterWidth - 1) * dilationWidth + 1;
  const lanes = <f64>roundUp(<usize>filterHeight * filterWidth * channels, TILE_ROWS);
  const panels = <f64>roundUp(out, TILE_COLUMNS);
  return <f64>TILE_BYTES + 4 * (lanes + lines * width * <f64>roomOf(channels) + <f64>rows * columns * panels);
}

/** Where the first input of each value of the filter lies in a strip, in bytes; what is past the last value repeats it. */
function writeOffsets(
  offsets: usize,
  channels: usize,
  room: usize,
  line: usize,
  filterHeight: usize,
  filterWidth: usize,
  dilationHeight: usize,
  dilationWidth: usize,
): void {
  const taps = filterHeight * filterWidth * channels;
  let offset: usize = 0;
  let lane: usize = 0;
  for (let row: usize = 0; row < filterHeight; row++) {
    for (let column: usize = 0; column < filterWidth; column++) {
      for (let channel: usize = 0; channel < channels; channel++, lane++) {
        offset = (row * dilationHeight * line + column * dilationWidth * room + channel) << 2;
        store<u32>(offsets + (lane << 2), <u32>offset);
      }
    }
  }
  for (; lane < roundUp(taps, TILE_ROWS); lane++) store<u32>(offsets + (lane << 2), <u32>offset);
}

/**
 * Groups [from, to) of four values each of the gradient of a filter [height, width, channels, out], over all images. The values of `dw`
 * are set, not added to.
 */
export function convFilterGrad(
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
  strideHeight: i32,
  strideWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  dilationHeight: i32,
  dilationWidth: i32,
  padTop: i32,
  padLeft: i32,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  const taps = <usize>filterHeight * filterWidth * channels;
  const offsets = scratch + TILE_BYTES;
  const strip = at(offsets, roundUp(taps, TILE_ROWS));
  const high = stripRows(outHeight, outWidth);
  const most = stripColumns(outWidth);
  const width = span(most, strideWidth, filterWidth, dilationWidth);
  const isInside =
    padTop == 0 &&
    padLeft == 0 &&
    span(outWidth, strideWidth, filterWidth, dilationWidth) <= inWidth &&
    span(outHeight, strideHeight, filterHeight, dilationHeight) <= inHeight &&
    roomOf(channels) == channels;
  const room = isInside ? channels : roomOf(channels);
  const line = <usize>(isInside ? inWidth : width) * room;
  const panels = at(strip, <usize>span(high, strideHeight, filterHeight, dilationHeight) * width * room);
  writeOffsets(offsets, channels, room, line, filterHeight, filterWidth, dilationHeight, dilationWidth);
  const outSize = <usize>outHeight * outWidth * out;
  const step = (<usize>strideWidth * room) << 2;
  for (let image: usize = 0; image < images; image++) {
    const pixels = at(x, image * inHeight * inWidth * channels);
    for (let row = 0; row < outHeight; row += high) {
      const rows = min(high, outHeight - row);
      const top = row * strideHeight - padTop;
      for (let column = 0; column < outWidth; column += most) {
        const columns = min(most, outWidth - column);
        let windows = strip;
        if (isInside) windows = at(pixels, <usize>top * line + <usize>(column * strideWidth) * room);
        else {
          const height = span(rows, strideHeight, filterHeight, dilationHeight);
          const left = column * strideWidth - padLeft;
          copyStrip(pixels, inHeight, inWidth, channels, top, 1, left, height, width, room, strip);
        }
        const gradient = at(dy, image * outSize + (<usize>row * outWidth + column) * out);
        packPanels(gradient, 1, out, out, <usize>rows * columns, TILE_COLUMNS, panels);
        const first = image == 0 && row == 0 && column == 0;
        const jump = ((<usize>strideHeight * line) << 2) - <usize>columns * step;
        addStrip(windows, offsets, panels, dw, taps, out, step, jump, rows, columns, first, scratch, from, to);
      }
    }
  }
}

function addStrip(
  windows: usize,
  offsets: usize,
  panels: usize,
  dw: usize,
  taps: usize,
  out: usize,
  step: usize,
  jump: usize,
  rows: usize,
  outWidth: usize,
  first: bool,
  tile: usize,
  from: usize,
  to: usize,
): void {
  for (let panel: usize = 0; panel < out; panel += TILE_COLUMNS) {
    const columns = min(out - panel, TILE_COLUMNS);
    const b = at(panels, panel * rows * outWidth);
    for (let group = from; group < to; group++) {
      const lane = group * TILE_ROWS;
      const offset = offsets + (lane << 2);
      const a0 = windows + load<u32>(offset);
      const a1 = windows + load<u32>(offset, 4);
      const a2 = windows + load<u32>(offset, 8);
      const a3 = windows + load<u32>(offset, 12);
      const c = at(dw, lane * out + panel);
      const start = first ? 0 : c;
      const height = min(taps - lane, TILE_ROWS);
      if (height == TILE_ROWS && columns == TILE_COLUMNS) {
        multiplyTiles(a0, a1, a2, a3, step, jump, rows, outWidth, b, 32, c, out, start, out, 0, 0, 1);
      } else {
        multiplyTiles(a0, a1, a2, a3, step, jump, rows, outWidth, b, 32, tile, TILE_COLUMNS, 0, 0, 0, 0, 1);
        storeCorner(tile, height, columns, c, out, start, out, 0);
      }
    }
  }
}
