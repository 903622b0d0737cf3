import { at } from "./float";
import { addTo } from "./vectors";

/**
 * Columns [from, to) of out[segments × columns]: row s is the sum of those rows of x whose id is s. Ids outside the segments are
 * dropped, as the stock CPU backend drops them. Cut by columns, because two rows of x may go to one row of `out`.
 */
export function segmentSum(
  x: usize,
  ids: usize,
  out: usize,
  rows: usize,
  columns: usize,
  segments: usize,
  from: usize,
  to: usize,
): void {
  const width = to - from;
  for (let segment: usize = 0; segment < segments; segment++) {
    memory.fill(at(out, segment * columns + from), 0, width << 2);
  }
  for (let row: usize = 0; row < rows; row++) {
    const segment = <usize>load<u32>(at(ids, row));
    if (segment >= segments) continue;
    addTo(at(out, segment * columns + from), at(x, row * columns + from), width);
  }
}
