import { at } from "./float";

/** The 32-bit integer that JavaScript's `x | 0` gives: towards zero, modulo 2³²; 0 for what is not finite. */
// @ts-ignore: decorator
@inline
function toInt32(x: f32): i32 {
  // Beyond 2⁶³ a float32 is a multiple of 2⁴⁰; NaN is neither more nor less.
  return abs(x) < 9223372036854775808.0 ? <i32>(<i64>x) : 0;
}

/** Elements [from, to) of out = x as int32. */
export function castFloatToInt(x: usize, out: usize, from: usize, to: usize): void {
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const value = v128.load(at(x, i));
    const inRange = f32x4.lt(f32x4.abs(value), f32x4.splat(2147483648.0));
    if (i32x4.all_true(inRange)) {
      v128.store(at(out, i), i32x4.trunc_sat_f32x4_s(value));
    } else {
      for (let lane: usize = i; lane < i + 4; lane++) store<i32>(at(out, lane), toInt32(load<f32>(at(x, lane))));
    }
  }
  for (; i < to; i++) store<i32>(at(out, i), toInt32(load<f32>(at(x, i))));
}

/** Elements [from, to) of out = x as float32. */
export function castIntToFloat(x: usize, out: usize, from: usize, to: usize): void {
  let i = from;
  for (; i + 4 <= to; i += 4) v128.store(at(out, i), f32x4.convert_i32x4_s(v128.load(at(x, i))));
  for (; i < to; i++) store<f32>(at(out, i), <f32>load<i32>(at(x, i)));
}

/** Elements [from, to) of out = whether x differs from zero, in bytes; NaN does. */
export function castFloatToBool(x: usize, out: usize, from: usize, to: usize): void {
  for (let i = from; i < to; i++) store<u8>(out + i, <u8>(load<f32>(at(x, i)) != 0));
}

/** Elements [from, to) of out = whether x differs from zero, in bytes. */
export function castIntToBool(x: usize, out: usize, from: usize, to: usize): void {
  for (let i = from; i < to; i++) store<u8>(out + i, <u8>(load<i32>(at(x, i)) != 0));
}

/** Elements [from, to) of out = the bytes of x as float32. */
export function castBoolToFloat(x: usize, out: usize, from: usize, to: usize): void {
  let i = from;
  for (; i + 4 <= to; i += 4) v128.store(at(out, i), f32x4.convert_i32x4_u(widen(x + i)));
  for (; i < to; i++) store<f32>(at(out, i), <f32>load<u8>(x + i));
}

/** Elements [from, to) of out = the bytes of x as int32. */
export function castBoolToInt(x: usize, out: usize, from: usize, to: usize): void {
  let i = from;
  for (; i + 4 <= to; i += 4) v128.store(at(out, i), widen(x + i));
  for (; i < to; i++) store<i32>(at(out, i), <i32>load<u8>(x + i));
}

/** Four bytes as four integers. */
// @ts-ignore: decorator
@inline
export function widen(address: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address)));
}
