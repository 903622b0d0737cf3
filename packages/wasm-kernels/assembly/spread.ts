import { at } from "./float";
import { copyTo } from "./vectors";

/** Blocks [from, to) of out[outer × repeated × inner]: each holds the `inner` values of x, divided by `divisor`, `repeated` times. */
export function spread(
  x: usize,
  out: usize,
  repeated: usize,
  inner: usize,
  divisor: f32,
  from: usize,
  to: usize,
): void {
  for (let block = from; block < to; block++) {
    const source = at(x, block * inner);
    const first = at(out, block * repeated * inner);
    if (inner == 1) {
      const values = f32x4.splat(load<f32>(source) / divisor);
      let i: usize = 0;
      for (; i + 4 <= repeated; i += 4) v128.store(at(first, i), values);
      for (; i < repeated; i++) v128.store_lane<f32>(at(first, i), values, 0);
      continue;
    }
    for (let i: usize = 0; i < inner; i++) store<f32>(at(first, i), load<f32>(at(source, i)) / divisor);
    for (let i: usize = 1; i < repeated; i++) copyTo(at(first, i * inner), first, inner);
  }
}
