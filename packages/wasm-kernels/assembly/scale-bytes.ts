import { widen } from "./cast";
import { at } from "./float";

/** Elements [from, to) of out = bytes × scale: the product in double precision, then float32, as JavaScript rounds it into a Float32Array. */
export function scaleBytes(bytes: usize, out: usize, scale: f64, from: usize, to: usize): void {
  const factor = f64x2.splat(scale);
  let i = from;
  for (; i + 4 <= to; i += 4) v128.store(at(out, i), scaled(widen(bytes + i), factor));
  for (; i < to; i++) store<f32>(at(out, i), <f32>(<f64>load<u8>(bytes + i) * scale));
}

/** Four integers × factor as float32. */
// @ts-ignore: decorator
@inline
function scaled(integers: v128, factor: v128): v128 {
  const low = f64x2.mul(f64x2.convert_low_i32x4_s(integers), factor);
  const high = f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i64>(integers, integers, 1, 0)), factor);
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}
