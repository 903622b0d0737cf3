import { at } from "./float";

/**
 * Rows [from, to) of out[rows × depth]: `onValue` where the column is the row's index, `offValue` elsewhere. An index outside
 * [0, depth) gives a row of `offValue`.
 */
export function oneHot(
  indices: usize,
  out: usize,
  depth: usize,
  onValue: f32,
  offValue: f32,
  from: usize,
  to: usize,
): void {
  for (let i = from * depth; i < to * depth; i++) store<f32>(at(out, i), offValue);
  for (let row = from; row < to; row++) {
    const index = <usize>load<u32>(at(indices, row));
    if (index < depth) store<f32>(at(out, row * depth + index), onValue);
  }
}
