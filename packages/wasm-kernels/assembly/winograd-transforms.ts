import { madd } from "./float";

// Winograd's minimal filtering (Lavin and Gray 2016, "Fast algorithms for convolutional neural networks") at the points 0, ±a, ±b and ∞:
// with six points, a filter of r × r gives m × m outputs, m = 7 − r, of a 6 × 6 patch for 36 multiplications in place of m²r². In matrices,
// Y = Aᵀ[(G w Gᵀ) ⊙ (Bᵀ d B)]A, and the gradient by the filter is Gᵀ[(A dY Aᵀ) ⊙ (Bᵀ d B)]G. A evaluates the polynomial whose coefficients
// are its operand at the points, G does so too and divides by what the other points make of each, and Aᵀ and Gᵀ are their transposes.

/** Points, and the side of a patch. */
export const POINTS: usize = 6;
/** Bytes of scratch between the two passes of a transform. */
export const BETWEEN_BYTES: usize = POINTS * POINTS * 16;
/** Bytes of as many vectors as the largest filter, or the largest square of outputs, has values. */
export const CORNER_BYTES: usize = (POINTS - 1) * (POINTS - 1) * 16;

// Far from 1, powers of the points lose digits; close together, their differences do. √½ and √2 gave about a quarter of the error of 1 and
// 2, the usual choice, and mostly the least of the pairs tried.
const a: f32 = 0.7071067811865476;
const b: f32 = 1.4142135623730951;
const a2: f32 = 0.5;
const b2: f32 = 2;
// Products of the differences to the other points.
const AT_ZERO: f32 = a2 * b2;
const AT_A: f32 = 2 * a2 * (a2 - b2);
const AT_B: f32 = 2 * b2 * (b2 - a2);

// @ts-ignore: decorator
@inline
function scaled(x: v128, factor: f32): v128 {
  return f32x4.mul(x, f32x4.splat(factor));
}

// @ts-ignore: decorator
@inline
function plus(x: v128, factor: f32, y: v128): v128 {
  return madd(y, f32x4.splat(factor), x);
}

/** Bᵀ: six inputs, `step` bytes apart, to six points, `toStep` bytes apart. */
// @ts-ignore: decorator
@inline
function input(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  from += step;
  const d1 = v128.load(from);
  from += step;
  const d2 = v128.load(from);
  from += step;
  const d3 = v128.load(from);
  from += step;
  const d4 = v128.load(from);
  const d5 = v128.load(from + step);
  v128.store(to, plus(plus(d4, -(a2 + b2), d2), a2 * b2, d0));
  to += toStep;
  const evenA = plus(d4, -b2, d2);
  const oddA = scaled(plus(d3, -b2, d1), a);
  v128.store(to, f32x4.add(evenA, oddA));
  to += toStep;
  v128.store(to, f32x4.sub(evenA, oddA));
  to += toStep;
  const evenB = plus(d4, -a2, d2);
  const oddB = scaled(plus(d3, -a2, d1), b);
  v128.store(to, f32x4.add(evenB, oddB));
  to += toStep;
  v128.store(to, f32x4.sub(evenB, oddB));
  v128.store(to + toStep, plus(plus(d5, -(a2 + b2), d3), a2 * b2, d1));
}

/** The polynomial of n coefficients at the points, times what belongs to each: A, or G where the factors divide by the differences. */
// @ts-ignore: decorator
@inline
function evaluate(n: usize, from: usize, step: usize, to: usize, toStep: usize, zero: f32, atA: f32, atB: f32): void {
  const none = f32x4.splat(0);
  const c0 = v128.load(from);
  const c1 = v128.load(from + step);
  const c2 = n > 2 ? v128.load(from + 2 * step) : none;
  const c3 = n > 3 ? v128.load(from + 3 * step) : none;
  const c4 = n > 4 ? v128.load(from + 4 * step) : none;
  v128.store(to, scaled(c0, zero));
  to += toStep;
  const evenA = scaled(plus(plus(c0, a2, c2), a2 * a2, c4), atA);
  const oddA = scaled(plus(c1, a2, c3), a * atA);
  v128.store(to, f32x4.add(evenA, oddA));
  to += toStep;
  v128.store(to, f32x4.sub(evenA, oddA));
  to += toStep;
  const evenB = scaled(plus(plus(c0, b2, c2), b2 * b2, c4), atB);
  const oddB = scaled(plus(c1, b2, c3), b * atB);
  v128.store(to, f32x4.add(evenB, oddB));
  to += toStep;
  v128.store(to, f32x4.sub(evenB, oddB));
  v128.store(to + toStep, n == 2 ? c1 : n == 3 ? c2 : n == 4 ? c3 : c4);
}

/** The transpose of `evaluate`: six points to n coefficients, Aᵀ or Gᵀ. */
// @ts-ignore: decorator
@inline
function collect(n: usize, from: usize, step: usize, to: usize, toStep: usize, zero: f32, atA: f32, atB: f32): void {
  const p0 = v128.load(from);
  from += step;
  const p1 = v128.load(from);
  from += step;
  const p2 = v128.load(from);
  from += step;
  const p3 = v128.load(from);
  from += step;
  const p4 = v128.load(from);
  const last = v128.load(from + step);
  const sumA = scaled(f32x4.add(p1, p2), atA);
  const differenceA = scaled(f32x4.sub(p1, p2), a * atA);
  const sumB = scaled(f32x4.add(p3, p4), atB);
  const differenceB = scaled(f32x4.sub(p3, p4), b * atB);
  v128.store(to, plus(f32x4.add(sumA, sumB), zero, p0));
  to += toStep;
  const c1 = f32x4.add(differenceA, differenceB);
  if (n == 2) return v128.store(to, f32x4.add(c1, last));
  v128.store(to, c1);
  to += toStep;
  const c2 = plus(scaled(sumA, a2), b2, sumB);
  if (n == 3) return v128.store(to, f32x4.add(c2, last));
  v128.store(to, c2);
  to += toStep;
  const c3 = plus(scaled(differenceA, a2), b2, differenceB);
  if (n == 4) return v128.store(to, f32x4.add(c3, last));
  v128.store(to, c3);
  v128.store(to + toStep, f32x4.add(plus(scaled(sumA, a2 * a2), b2 * b2, sumB), last));
}

const LINE: usize = POINTS * 16;

/** Bᵀ d B of the patch at `patch`: point (i, j) goes to `to` + (6i + j) · `pointStep`. All steps count bytes. */
export function transformInput(
  patch: usize,
  rowStep: usize,
  step: usize,
  between: usize,
  to: usize,
  pointStep: usize,
): void {
  for (let j: usize = 0; j < POINTS; j++) input(patch + j * step, rowStep, between + j * 16, LINE);
  for (let i: usize = 0; i < POINTS; i++) input(between + i * LINE, 16, to + i * POINTS * pointStep, pointStep);
}

/** Aᵀ M A: m × m outputs, in rows `rowStep` and columns `step` apart. */
export function transformOutput(
  m: usize,
  from: usize,
  pointStep: usize,
  between: usize,
  to: usize,
  rowStep: usize,
  step: usize,
): void {
  for (let j: usize = 0; j < POINTS; j++)
    collect(m, from + j * pointStep, POINTS * pointStep, between + j * 16, LINE, 1, 1, 1);
  for (let i: usize = 0; i < m; i++) collect(m, between + i * LINE, 16, to + i * rowStep, step, 1, 1, 1);
}

/** A dY Aᵀ of m × m gradients of outputs. */
export function transformGradient(
  m: usize,
  from: usize,
  rowStep: usize,
  step: usize,
  between: usize,
  to: usize,
  pointStep: usize,
): void {
  for (let j: usize = 0; j < m; j++) evaluate(m, from + j * step, rowStep, between + j * 16, LINE, 1, 1, 1);
  for (let i: usize = 0; i < POINTS; i++)
    evaluate(m, between + i * LINE, 16, to + i * POINTS * pointStep, pointStep, 1, 1, 1);
}

/** G w Gᵀ of r × r vectors of filter values that lie side by side in scratch. */
export function transformFilter(r: usize, from: usize, between: usize, to: usize, pointStep: usize): void {
  for (let j: usize = 0; j < r; j++) {
    evaluate(r, from + j * 16, r * 16, between + j * 16, LINE, 1 / AT_ZERO, 1 / AT_A, 1 / AT_B);
  }
  for (let i: usize = 0; i < POINTS; i++) {
    evaluate(r, between + i * LINE, 16, to + i * POINTS * pointStep, pointStep, 1 / AT_ZERO, 1 / AT_A, 1 / AT_B);
  }
}

/** Gᵀ U G: r × r vectors of a filter's gradient, side by side in scratch. */
export function transformFilterGradient(r: usize, from: usize, pointStep: usize, between: usize, to: usize): void {
  for (let j: usize = 0; j < POINTS; j++) {
    collect(r, from + j * pointStep, POINTS * pointStep, between + j * 16, LINE, 1 / AT_ZERO, 1 / AT_A, 1 / AT_B);
  }
  for (let i: usize = 0; i < r; i++) {
    collect(r, between + i * LINE, 16, to + i * r * 16, 16, 1 / AT_ZERO, 1 / AT_A, 1 / AT_B);
  }
}
