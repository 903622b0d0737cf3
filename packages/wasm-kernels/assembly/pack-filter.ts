import { at } from "./float";
import { packPanels } from "./pack";
import { TILE_COLUMNS } from "./tile";

/** Bytes of a filter of `taps` windows' values (height · width · channels) and `out` channels, packed. */
export function packedFilterBytes(taps: f64, out: f64): f64 {
  return 4 * Math.ceil(out / <f64>TILE_COLUMNS) * <f64>TILE_COLUMNS * taps;
}

/** Packs the panels [from, to) of eight columns each of `out` columns of a filter [taps, rowStride] that begin at `filter`. */
export function packFilter(
  filter: usize,
  rowStride: usize,
  taps: usize,
  out: usize,
  packed: usize,
  from: usize,
  to: usize,
): void {
  const first = from * TILE_COLUMNS;
  const lanes = min(to * TILE_COLUMNS, out) - first;
  packPanels(at(filter, first), 1, rowStride, lanes, taps, TILE_COLUMNS, at(packed, first * taps));
}

/**
 * Packs the same of the filter of a convolution's input gradient: turned by half a circle, and with input and output channels in each
 * other's place. The gradient is then itself a convolution, of the output's gradient. `lanes` channels begin at `filter`, whose taps lie
 * `rowStep` and `step` elements apart, each [channels, out].
 */
export function packTurnedFilter(
  filter: usize,
  height: usize,
  width: usize,
  rowStep: usize,
  step: usize,
  lanes: usize,
  out: usize,
  packed: usize,
  from: usize,
  to: usize,
): void {
  const taps = height * width;
  for (let panel = from; panel < to; panel++) {
    const first = panel * TILE_COLUMNS;
    const columns = min(lanes - first, TILE_COLUMNS);
    for (let tap: usize = 0; tap < taps; tap++) {
      const source = at(filter, (tap / width) * rowStep + (tap % width) * step + first * out);
      const depth = (taps - 1 - tap) * out;
      packPanels(source, out, 1, columns, out, TILE_COLUMNS, at(packed, (panel * taps * out + depth) * TILE_COLUMNS));
    }
  }
}
