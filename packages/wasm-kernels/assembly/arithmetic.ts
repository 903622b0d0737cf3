import { at } from "./float";

const ADD = 0;
const SUB = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const MAXIMUM = 4;
const MINIMUM = 5;
const SQUARED_DIFFERENCE = 6;

// `op` is a constant wherever this is inlined, so one branch is left of each.

// @ts-ignore: decorator
@inline
function lanes(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return f32x4.add(a, b);
  if (op == SUB) return f32x4.sub(a, b);
  if (op == MULTIPLY) return f32x4.mul(a, b);
  if (op == DIVIDE) return f32x4.div(a, b);
  if (op == MAXIMUM) return f32x4.max(a, b);
  if (op == MINIMUM) return f32x4.min(a, b);
  const difference = f32x4.sub(a, b);
  return f32x4.mul(difference, difference);
}

/** Sixteen values: offsets that are part of an instruction cost no addition. */
// @ts-ignore: decorator
@inline
function sixteen(op: i32, a: usize, b: usize, out: usize): void {
  const first = lanes(op, v128.load(a), v128.load(b));
  const second = lanes(op, v128.load(a, 16), v128.load(b, 16));
  const third = lanes(op, v128.load(a, 32), v128.load(b, 32));
  const fourth = lanes(op, v128.load(a, 48), v128.load(b, 48));
  v128.store(out, first);
  v128.store(out, second, 16);
  v128.store(out, third, 32);
  v128.store(out, fourth, 48);
}

/** One value by way of the same instruction, so that a value never depends on its place. */
// @ts-ignore: decorator
@inline
function one(op: i32, a: usize, b: usize, out: usize): void {
  v128.store_lane<f32>(out, lanes(op, v128.load32_zero(a), v128.load32_zero(b)), 0);
}

/**
 * Rows [from, to) of out[rows × columns] = a ∘ b. The row of an operand advances by its stride; its columns advance by one element or stay,
 * which is how an operand of fewer axes comes in.
 */
// @ts-ignore: decorator
@inline
function rows(
  op: i32,
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  for (let row = from; row < to; row++) {
    const left = at(a, row * aStride);
    const right = at(b, row * bStride);
    const target = at(out, row * columns);
    let i: usize = 0;
    if (aStep != 0 && bStep != 0) {
      for (; i + 16 <= columns; i += 16) sixteen(op, at(left, i), at(right, i), at(target, i));
      for (; i + 4 <= columns; i += 4) {
        v128.store(at(target, i), lanes(op, v128.load(at(left, i)), v128.load(at(right, i))));
      }
    } else if (aStep != 0) {
      const value = v128.load32_splat(right);
      for (; i + 4 <= columns; i += 4) v128.store(at(target, i), lanes(op, v128.load(at(left, i)), value));
    } else {
      const value = v128.load32_splat(left);
      for (; i + 4 <= columns; i += 4) v128.store(at(target, i), lanes(op, value, v128.load(at(right, i))));
    }
    for (; i < columns; i++) one(op, at(left, i * aStep), at(right, i * bStep), at(target, i));
  }
}

/** a + b */
export function add(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(ADD, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}

/** a − b */
export function sub(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(SUB, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}

/** a · b */
export function multiply(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(MULTIPLY, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}

/** a / b */
export function divide(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(DIVIDE, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}

/** the larger; NaN where either is */
export function maximum(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(MAXIMUM, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}

/** the smaller; NaN where either is */
export function minimum(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(MINIMUM, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}

/** (a − b)² */
export function squaredDifference(
  a: usize,
  aStride: usize,
  aStep: usize,
  b: usize,
  bStride: usize,
  bStep: usize,
  out: usize,
  columns: usize,
  from: usize,
  to: usize,
): void {
  rows(SQUARED_DIFFERENCE, a, aStride, aStep, b, bStride, bStep, out, columns, from, to);
}
