import { at, roundUp } from "./float";
import { TILE_COLUMNS } from "./tile";
import { POINT_COUNT, pointBytes } from "./winograd-layout";
import { BETWEEN_BYTES, CORNER_BYTES, transformFilter } from "./winograd-transforms";

/** Bytes of a transformed filter of `channels` inputs and `out` outputs, in panels of eight outputs at each point. */
export function winogradFilterBytes(channels: usize, out: usize): f64 {
  return <f64>(POINT_COUNT * pointBytes(channels, roundUp(out, TILE_COLUMNS)));
}

/**
 * Transforms input channels [from, to) of a filter of r × r taps, whose values lie `tapStride`, `depthStride` (to the next input channel) and
 * `laneStride` (to the next output channel) elements apart; a turned filter is read from its last tap to its first.
 */
export function winogradFilter(
  filter: usize,
  tapStride: usize,
  depthStride: usize,
  laneStride: usize,
  r: usize,
  isTurned: bool,
  channels: usize,
  out: usize,
  target: usize,
  scratch: usize,
  from: usize,
  to: usize,
): void {
  const values = scratch + BETWEEN_BYTES;
  const pointStep = pointBytes(channels, roundUp(out, TILE_COLUMNS));
  const taps = r * r;
  for (let channel = from; channel < to; channel++) {
    for (let lane: usize = 0; lane < roundUp(out, TILE_COLUMNS); lane += 4) {
      const source = at(filter, channel * depthStride + lane * laneStride);
      const lanes = lane < out ? min(out - lane, 4) : 0;
      for (let tap: usize = 0; tap < taps; tap++) {
        const value = at(source, (isTurned ? taps - 1 - tap : tap) * tapStride);
        const vector = values + tap * 16;
        if (laneStride == 1 && lanes == 4) v128.store(vector, v128.load(value));
        else {
          v128.store(vector, f32x4.splat(0));
          for (let i: usize = 0; i < lanes; i++) store<f32>(at(vector, i), load<f32>(at(value, i * laneStride)));
        }
      }
      const panel = (lane / TILE_COLUMNS) * channels * TILE_COLUMNS;
      const place = panel + channel * TILE_COLUMNS + (lane % TILE_COLUMNS);
      transformFilter(r, values, scratch, at(target, place), pointStep);
    }
  }
}

/** Bytes of scratch of `winogradFilter`: what lies between two passes, and the taps of four output channels. */
export function winogradFilterScratchBytes(): f64 {
  return <f64>(BETWEEN_BYTES + CORNER_BYTES);
}
