import { exp } from "./exponential";
import { at } from "./float";
import { log } from "./log";
import { sumContiguous } from "./sum";

/** The largest of n ≥ 1 values; NaN if one is. */
function largest(x: usize, n: usize): f32 {
  let most = load<f32>(x);
  let i: usize = 0;
  if (n >= 4) {
    let lanes = v128.load(x);
    let isNaN = f32x4.ne(lanes, lanes);
    for (i = 4; i + 4 <= n; i += 4) {
      const next = v128.load(at(x, i));
      isNaN = v128.or(isNaN, f32x4.ne(next, next));
      lanes = f32x4.pmax(lanes, next);
    }
    if (v128.any_true(isNaN)) return NaN;
    most = max(
      max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
      max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
    );
  }
  for (; i < n; i++) most = max(most, load<f32>(at(x, i)));
  return most;
}

function divide(x: usize, n: usize, divisor: f32): void {
  const divisors = f32x4.splat(divisor);
  let i: usize = 0;
  for (; i + 4 <= n; i += 4) v128.store(at(x, i), f32x4.div(v128.load(at(x, i)), divisors));
  for (; i < n; i++) store<f32>(at(x, i), load<f32>(at(x, i)) / divisor);
}

/** out = softmax of one row, whose largest value is `most`. Returns Σ e^(x − most). */
function softmaxRow(x: usize, out: usize, n: usize, most: f32): f64 {
  exp(x, out, most, 0, n);
  const total = sumContiguous(out, n);
  divide(out, n, <f32>total);
  return total;
}

/** Rows [from, to) of out[rows × n] = the largest of each row of x; NaN if one value is. */
export function maxOfRows(x: usize, out: usize, n: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row++) store<f32>(at(out, row), largest(at(x, row * n), n));
}

function dot(a: usize, b: usize, n: usize): f64 {
  let total = f64x2.splat(0);
  let i: usize = 0;
  for (; i + 4 <= n; i += 4) {
    const product = f32x4.mul(v128.load(at(a, i)), v128.load(at(b, i)));
    const high = f64x2.promote_low_f32x4(v128.shuffle<f64>(product, product, 1, 1));
    total = f64x2.add(total, f64x2.add(f64x2.promote_low_f32x4(product), high));
  }
  let sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (; i < n; i++) sum += load<f32>(at(a, i)) * load<f32>(at(b, i));
  return sum;
}

/** Rows [from, to) of the gradient of softmax by its logits: dy · y − y Σ dy · y. */
export function softmaxGrad(dy: usize, y: usize, out: usize, n: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row++) {
    const gradient = at(dy, row * n);
    const value = at(y, row * n);
    const target = at(out, row * n);
    const sum = <f32>dot(gradient, value, n);
    const sums = f32x4.splat(sum);
    let i: usize = 0;
    for (; i + 4 <= n; i += 4) {
      const values = v128.load(at(value, i));
      const products = f32x4.mul(v128.load(at(gradient, i)), values);
      v128.store(at(target, i), f32x4.sub(products, f32x4.mul(sums, values)));
    }
    for (; i < n; i++) {
      const one = load<f32>(at(value, i));
      store<f32>(at(target, i), load<f32>(at(gradient, i)) * one - sum * one);
    }
  }
}

/**
 * Rows [from, to) of the cross-entropy of softmax(x) with one class for each row: loss = ln Σ e^(x − m) − (x[label] − m), m the largest of
 * the row, and its gradient by x, softmax(x) less 1 at the label. A label that is no class makes both NaN.
 */
export function sparseCrossEntropy(
  x: usize,
  labels: usize,
  loss: usize,
  backprop: usize,
  n: usize,
  from: usize,
  to: usize,
): void {
  for (let row = from; row < to; row++) {
    const start = at(x, row * n);
    const target = at(backprop, row * n);
    const label = <usize>load<u32>(at(labels, row));
    if (label >= n) {
      store<f32>(at(loss, row), NaN);
      for (let i: usize = 0; i < n; i++) store<f32>(at(target, i), NaN);
      continue;
    }
    const most = largest(start, n);
    const logSum = log(softmaxRow(start, target, n, most));
    store<f32>(at(loss, row), <f32>(logSum - (<f64>load<f32>(at(start, label)) - <f64>most)));
    store<f32>(at(target, label), load<f32>(at(target, label)) - 1);
  }
}
