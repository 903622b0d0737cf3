import { at } from "./float";
import { loadSome, storeSome } from "./some-lanes";

// The codes are the order of GRADIENTS in src/kernels/activation-grads.ts. `saved` is the input of relu, relu6 and leaky ReLU, and the
// output of the others.
const RELU: i32 = 0;
const RELU6: i32 = 1;
const LEAKY_RELU: i32 = 2;
const SIGMOID: i32 = 3;
const TANH: i32 = 4;
const ELU: i32 = 5;

/** dy times 1 or 0 by the mask, or NaN where the saved value is NaN: multiplied, as tfjs does, so that NaN · 0 and ±0 come out alike. */
// @ts-ignore: decorator
@inline
function masked(dy: v128, saved: v128, mask: v128): v128 {
  const ones = v128.and(f32x4.splat(1), mask);
  return f32x4.mul(dy, v128.bitselect(ones, saved, f32x4.eq(saved, saved)));
}

// @ts-ignore: decorator
@inline
function gradient(code: i32, dy: v128, saved: v128, slope: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  if (code == RELU) return masked(dy, saved, f32x4.gt(saved, zero));
  if (code == RELU6) return masked(dy, saved, v128.and(f32x4.gt(saved, zero), f32x4.le(saved, f32x4.splat(6))));
  if (code == LEAKY_RELU) return v128.bitselect(dy, f32x4.mul(dy, slope), f32x4.gt(saved, zero));
  if (code == SIGMOID) return f32x4.mul(dy, f32x4.mul(saved, f32x4.sub(one, saved)));
  if (code == TANH) return f32x4.mul(f32x4.sub(one, f32x4.mul(saved, saved)), dy);
  return v128.bitselect(dy, f32x4.mul(dy, f32x4.add(saved, one)), f32x4.ge(saved, zero));
}

// @ts-ignore: decorator
@inline
function gradients(code: i32, dy: usize, saved: usize, out: usize, slope: f32, from: usize, to: usize): void {
  const slopes = f32x4.splat(slope);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    v128.store(at(out, i), gradient(code, v128.load(at(dy, i)), v128.load(at(saved, i)), slopes));
  }
  if (i >= to) return;
  const rest = to - i;
  storeSome(at(out, i), gradient(code, loadSome(at(dy, i), rest), loadSome(at(saved, i), rest), slopes), rest);
}

/** Elements [from, to) of the gradient of an activation by its input; `slope` is the leaky ReLU's. */
export function activationGrad(
  code: i32,
  dy: usize,
  saved: usize,
  out: usize,
  slope: f32,
  from: usize,
  to: usize,
): void {
  if (code == RELU) gradients(RELU, dy, saved, out, slope, from, to);
  else if (code == RELU6) gradients(RELU6, dy, saved, out, slope, from, to);
  else if (code == LEAKY_RELU) gradients(LEAKY_RELU, dy, saved, out, slope, from, to);
  else if (code == SIGMOID) gradients(SIGMOID, dy, saved, out, slope, from, to);
  else if (code == TANH) gradients(TANH, dy, saved, out, slope, from, to);
  else gradients(ELU, dy, saved, out, slope, from, to);
}
