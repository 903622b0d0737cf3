import { at } from "./float";
import { VECTOR } from "./lanes";

/** Writes every one of `count` values `multiplier` times. */
export function repeatEach(x: usize, count: usize, multiplier: usize, to: usize): void {
  const end = at(x, count);
  if (multiplier == 2) {
    for (; x + VECTOR <= end; x += VECTOR, to += 2 * VECTOR) {
      const values = v128.load(x);
      v128.store(to, v128.shuffle<f32>(values, values, 0, 0, 1, 1));
      v128.store(to, v128.shuffle<f32>(values, values, 2, 2, 3, 3), 16);
    }
  }
  for (; x < end; x += 4) {
    const value = v128.load_splat<f32>(x);
    let left = multiplier;
    for (; left >= 4; left -= 4, to += VECTOR) v128.store(to, value);
    for (; left > 0; left--, to += 4) v128.store_lane<f32>(to, value, 0);
  }
}
