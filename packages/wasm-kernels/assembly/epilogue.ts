import { at } from "./float";
import { exp } from "./exp";

// The codes are the order of ACTIVATIONS in src/kernels/activation.ts.
const LINEAR: i32 = 0;
const RELU: i32 = 1;
const RELU6: i32 = 2;
const PRELU: i32 = 3;
const LEAKY_RELU: i32 = 4;
const SIGMOID: i32 = 5;

// Comparisons are written so that a NaN fails them and passes through, as Math.max and the stock CPU kernels let it.
function activate(x: f32, slope: f32, activation: i32): f32 {
  if (activation == RELU) return x < 0 ? 0 : x;
  if (activation == RELU6) return x < 0 ? 0 : x > 6 ? 6 : x;
  if (activation == PRELU || activation == LEAKY_RELU) return x < 0 ? slope * x : x;
  if (activation == SIGMOID) return <f32>(1.0 / (1.0 + exp(-(<f64>x))));
  return x >= 0 ? x : <f32>(exp(x) - 1.0);
}

// @ts-ignore: decorator
@inline
function simple(x: v128, activation: i32): v128 {
  if (activation == LINEAR) return x;
  const rectified = v128.andnot(x, f32x4.lt(x, f32x4.splat(0)));
  if (activation == RELU) return rectified;
  const six = f32x4.splat(6);
  return v128.bitselect(six, rectified, f32x4.gt(rectified, six));
}

/**
 * Rows [from, to) of the dense matrix `c`: adds the bias, then applies the activation, in place. `bias` and `slopes` broadcast by a
 * stride of zero; an address of zero stands for "none". `slope` is the leaky ReLU's; `slopes` are the parametric ReLU's.
 */
export function fusedEpilogue(
  c: usize,
  n: usize,
  bias: usize,
  biasRowStride: usize,
  biasColumnStride: usize,
  activation: i32,
  slope: f32,
  slopes: usize,
  slopesRowStride: usize,
  slopesColumnStride: usize,
  from: usize,
  to: usize,
): void {
  const vectors = biasColumnStride == 1 || bias == 0 ? n & ~3 : 0;
  for (let row = from; row < to; row++) {
    const line = at(c, row * n);
    const biasLine = at(bias, row * biasRowStride);
    let column: usize = 0;
    if (activation <= RELU6) {
      for (; column < vectors; column += 4) {
        let x = v128.load(at(line, column));
        if (bias != 0) x = f32x4.add(x, v128.load(at(biasLine, column)));
        v128.store(at(line, column), simple(x, activation));
      }
    }
    for (; column < n; column++) {
      let x = load<f32>(at(line, column));
      if (bias != 0) x += load<f32>(at(biasLine, column * biasColumnStride));
      if (activation != LINEAR) {
        if (slopes != 0) slope = load<f32>(at(slopes, row * slopesRowStride + column * slopesColumnStride));
        x = activate(x, slope, activation);
      }
      store<f32>(at(line, column), x);
    }
  }
}
