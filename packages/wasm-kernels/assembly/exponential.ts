import { at, madd } from "./float";
import { loadSome, storeSome } from "./some-lanes";

/** What is made of e^t; constants of the compiler, so that each function has a loop of its own. */
const EXP: i32 = 0;
const TANH: i32 = 1;

/**
 * `value` in all lanes, in a way that no compiler sees through: V8 builds a vector constant anew at each of its uses, which takes as long
 * as the arithmetic. `zero` is 0, computed.
 */
// @ts-ignore: decorator
@inline
function held(value: f32, zero: v128): v128 {
  return f32x4.add(f32x4.splat(value), zero);
}

/**
 * Elements [from, to) of out = f(x), four at a time. f is made of e^t = 2^n · e^r, t = n·ln 2 + r, |r| ≤ ln 2 / 2, and
 * e^r − 1 = r + r²·q(r) with q of degree 5 through the Chebyshev nodes of that range, which is off by 0.02 of a float32's last place.
 * - exp: e^(x − shift), 2^n in two factors, because a single one would overflow or underflow before the result does
 * - tanh: −m / (2 + m) with m = e^−2|x| − 1, and the sign of x, that of zero included
 */
// @ts-ignore: decorator
@inline
function elements(f: i32, x: usize, out: usize, shift: f32, from: usize, to: usize, isWhole: bool): void {
  const zero = f32x4.splat(<f32>i32(to < from));
  const one = held(1, zero);
  const lowest = held(f == EXP ? -104.5 : -20, zero);
  const highest = held(89, zero);
  const log2e = held(1.44269504, zero);
  // Adding 1.5 · 2²³ rounds to an integer, and leaves that integer in the low bits.
  const rounder = held(12582912.0, zero);
  // ln 2 in two parts: n times the first is exact.
  const ln2High = held(0.693359375, zero);
  const ln2Low = held(-2.12194440e-4, zero);
  const q5 = held(1.98910798e-4, zero);
  const q4 = held(1.39337312e-3, zero);
  const q3 = held(8.33331048e-3, zero);
  const q2 = held(4.16664630e-2, zero);
  const q1 = held(1.66666672e-1, zero);
  const q0 = held(0.5, zero);
  const bias = i32x4.add(i32x4.splat(127), zero);
  const shifts = f32x4.splat(shift);
  for (let i = from; i < to; i += 4) {
    const value = isWhole ? v128.load(at(x, i)) : loadSome(at(x, i), to - i);
    let t = f == EXP ? f32x4.sub(value, shifts) : f32x4.mul(f32x4.abs(value), f32x4.splat(-2));
    // In this order of operands a NaN stays one.
    t = f32x4.pmax(t, lowest);
    if (f == EXP) t = f32x4.pmin(t, highest);
    const rounded = f32x4.add(f32x4.mul(t, log2e), rounder);
    const n = f32x4.sub(rounded, rounder);
    const r = f32x4.sub(f32x4.sub(t, f32x4.mul(n, ln2High)), f32x4.mul(n, ln2Low));
    const q = madd(madd(madd(madd(madd(q5, r, q4), r, q3), r, q2), r, q1), r, q0);
    const small = madd(q, f32x4.mul(r, r), r);
    let result: v128;
    if (f == EXP) {
      const exponent = i32x4.sub(rounded, rounder);
      const half = i32x4.shr_s(exponent, 1);
      const first = i32x4.shl(i32x4.add(half, bias), 23);
      const second = i32x4.shl(i32x4.add(i32x4.sub(exponent, half), bias), 23);
      result = f32x4.mul(f32x4.mul(f32x4.add(small, one), first), second);
    } else {
      // The bits of `rounder` itself are shifted out.
      const power = i32x4.shl(i32x4.add(rounded, bias), 23);
      const m = f32x4.add(f32x4.mul(power, small), f32x4.sub(power, one));
      result = v128.bitselect(value, f32x4.div(m, f32x4.add(m, f32x4.splat(2))), f32x4.splat(-0.0));
    }
    if (isWhole) v128.store(at(out, i), result);
    else storeSome(at(out, i), result, to - i);
  }
}

// Whole vectors in a loop of their own: a call in it, even one never made, would have all the constants saved and loaded again.
// @ts-ignore: decorator
@inline
function exponential(f: i32, x: usize, out: usize, shift: f32, from: usize, to: usize): void {
  const whole = from + ((to - from) & ~3);
  elements(f, x, out, shift, from, whole, true);
  if (whole < to) elements(f, x, out, shift, whole, to, false);
}

/** Elements [from, to) of out = e^(x − shift), to about one unit in the last place. */
export function exp(x: usize, out: usize, shift: f32, from: usize, to: usize): void {
  exponential(EXP, x, out, shift, from, to);
}

/** Elements [from, to) of the hyperbolic tangent, to three units in the last place. */
export function tanh(x: usize, out: usize, from: usize, to: usize): void {
  exponential(TANH, x, out, 0, from, to);
}
