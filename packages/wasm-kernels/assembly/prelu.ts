import { at } from "./float";

/** Elements [from, to) of out = x < 0 ? slope · x : x; each of `period` slopes holds for `repeat` elements, then they start over. */
export function prelu(x: usize, slopes: usize, period: usize, repeat: usize, out: usize, from: usize, to: usize): void {
  for (let i = from; i < to; i++) {
    const value = load<f32>(at(x, i));
    const slope = load<f32>(at(slopes, (i / repeat) % period));
    store<f32>(at(out, i), value < 0 ? slope * value : value);
  }
}
