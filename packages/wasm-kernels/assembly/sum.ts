import { at } from "./float";

// Each float32 accumulator takes 64 terms at most and is then added to a float64 total, so the error of a sum of any length stays below
// 64 roundings of the sum of the magnitudes: a single float32 accumulator would lose digits in proportion to the length.
const BLOCK: usize = 64;

// @ts-ignore: decorator
@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1));
}

// @ts-ignore: decorator
@inline
function rounded(first: v128, second: v128, divisor: v128): v128 {
  const a = f32x4.demote_f64x2_zero(f64x2.div(first, divisor));
  const b = f32x4.demote_f64x2_zero(f64x2.div(second, divisor));
  return v128.shuffle<f64>(a, b, 0, 2);
}

/** Sum of `rows` terms that lie `stride` elements apart, in float64. */
function exactSum(x: usize, rows: usize, stride: usize): f64 {
  let total: f64 = 0;
  for (let row: usize = 0; row < rows; row++) total += load<f32>(at(x, row * stride));
  return total;
}

/** A float32 accumulator may overflow where the sum does not, or only its mean does not. */
function redoOverflowed(x: usize, out: usize, rows: usize, stride: usize, divisor: f64): void {
  for (let lane: usize = 0; lane < 4; lane++) {
    if (Math.abs(load<f32>(at(out, lane))) < Infinity) continue;
    store<f32>(at(out, lane), <f32>(exactSum(at(x, lane), rows, stride) / divisor));
  }
}

// @ts-ignore: decorator
@inline
function isFinite(x: v128): bool {
  return v128.all_true<i32>(f32x4.lt(f32x4.abs(x), f32x4.splat(Infinity)));
}

function sumFourColumns(x: usize, out: usize, rows: usize, stride: usize, divisor: f64): void {
  let total0 = f64x2.splat(0);
  let total1 = total0;
  let row: usize = 0;
  while (row < rows) {
    const end = min(row + BLOCK, rows);
    let sum = f32x4.splat(0);
    for (; row + 4 <= end; row += 4) {
      const first = f32x4.add(v128.load(at(x, row * stride)), v128.load(at(x, (row + 1) * stride)));
      const second = f32x4.add(v128.load(at(x, (row + 2) * stride)), v128.load(at(x, (row + 3) * stride)));
      sum = f32x4.add(sum, f32x4.add(first, second));
    }
    for (; row < end; row++) sum = f32x4.add(sum, v128.load(at(x, row * stride)));
    total0 = f64x2.add(total0, low(sum));
    total1 = f64x2.add(total1, high(sum));
  }
  const result = rounded(total0, total1, f64x2.splat(divisor));
  v128.store(out, result);
  if (!isFinite(result)) redoOverflowed(x, out, rows, stride, divisor);
}

function sumSixteenColumns(x: usize, out: usize, rows: usize, stride: usize, divisor: f64): void {
  let total0 = f64x2.splat(0);
  let total1 = total0;
  let total2 = total0;
  let total3 = total0;
  let total4 = total0;
  let total5 = total0;
  let total6 = total0;
  let total7 = total0;
  let from = x;
  let row: usize = 0;
  while (row < rows) {
    const end = min(row + BLOCK, rows);
    let sum0 = f32x4.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    for (; row + 2 <= end; row += 2) {
      const next = at(from, stride);
      sum0 = f32x4.add(sum0, f32x4.add(v128.load(from), v128.load(next)));
      sum1 = f32x4.add(sum1, f32x4.add(v128.load(from, 16), v128.load(next, 16)));
      sum2 = f32x4.add(sum2, f32x4.add(v128.load(from, 32), v128.load(next, 32)));
      sum3 = f32x4.add(sum3, f32x4.add(v128.load(from, 48), v128.load(next, 48)));
      from = at(next, stride);
    }
    if (row < end) {
      sum0 = f32x4.add(sum0, v128.load(from));
      sum1 = f32x4.add(sum1, v128.load(from, 16));
      sum2 = f32x4.add(sum2, v128.load(from, 32));
      sum3 = f32x4.add(sum3, v128.load(from, 48));
      row++;
    }
    total0 = f64x2.add(total0, low(sum0));
    total1 = f64x2.add(total1, high(sum0));
    total2 = f64x2.add(total2, low(sum1));
    total3 = f64x2.add(total3, high(sum1));
    total4 = f64x2.add(total4, low(sum2));
    total5 = f64x2.add(total5, high(sum2));
    total6 = f64x2.add(total6, low(sum3));
    total7 = f64x2.add(total7, high(sum3));
  }
  const by = f64x2.splat(divisor);
  v128.store(out, rounded(total0, total1, by));
  v128.store(out, rounded(total2, total3, by), 16);
  v128.store(out, rounded(total4, total5, by), 32);
  v128.store(out, rounded(total6, total7, by), 48);
  for (let column: usize = 0; column < 16; column += 4) {
    if (!isFinite(v128.load(at(out, column)))) redoOverflowed(at(x, column), at(out, column), rows, stride, divisor);
  }
}

function sumColumns(x: usize, out: usize, columns: usize, rows: usize, stride: usize, divisor: f64): void {
  let column: usize = 0;
  for (; column + 16 <= columns; column += 16) sumSixteenColumns(at(x, column), at(out, column), rows, stride, divisor);
  for (; column + 4 <= columns; column += 4) sumFourColumns(at(x, column), at(out, column), rows, stride, divisor);
  for (; column < columns; column++) {
    store<f32>(at(out, column), <f32>(exactSum(at(x, column), rows, stride) / divisor));
  }
}

/** Sum of `n` neighbours. */
export function sumContiguous(x: usize, n: usize): f64 {
  let total = f64x2.splat(0);
  let i: usize = 0;
  if (n < BLOCK) {
    let sum = f32x4.splat(0);
    for (; i + 4 <= n; i += 4) sum = f32x4.add(sum, v128.load(at(x, i)));
    total = f64x2.add(low(sum), high(sum));
  }
  while (i + 16 <= n) {
    const end = min(i + 16 * BLOCK, n);
    let sum0 = f32x4.splat(0);
    let sum1 = sum0;
    let sum2 = sum0;
    let sum3 = sum0;
    for (; i + 16 <= end; i += 16) {
      sum0 = f32x4.add(sum0, v128.load(at(x, i)));
      sum1 = f32x4.add(sum1, v128.load(at(x, i), 16));
      sum2 = f32x4.add(sum2, v128.load(at(x, i), 32));
      sum3 = f32x4.add(sum3, v128.load(at(x, i), 48));
    }
    total = f64x2.add(total, f64x2.add(f64x2.add(low(sum0), high(sum0)), f64x2.add(low(sum1), high(sum1))));
    total = f64x2.add(total, f64x2.add(f64x2.add(low(sum2), high(sum2)), f64x2.add(low(sum3), high(sum3))));
  }
  let sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  if (i < n) sum += exactSum(at(x, i), n - i, 1);
  return Math.abs(sum) < Infinity ? sum : exactSum(x, n, 1);
}

/**
 * Outputs [from, to) of out[outer × inner] = Σ over `reduced` of x[outer × reduced × inner], divided by `divisor` before the one rounding
 * to float32.
 */
export function sum(x: usize, out: usize, reduced: usize, inner: usize, divisor: f64, from: usize, to: usize): void {
  if (inner == 1) {
    for (let i = from; i < to; i++) store<f32>(at(out, i), <f32>(sumContiguous(at(x, i * reduced), reduced) / divisor));
    return;
  }
  while (from < to) {
    const outer = from / inner;
    const column = from % inner;
    const columns = min(inner - column, to - from);
    sumColumns(at(x, outer * reduced * inner + column), at(out, from), columns, reduced, inner, divisor);
    from += columns;
  }
}
