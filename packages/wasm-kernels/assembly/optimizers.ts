import { at, madd } from "./float";

// Elements [from, to) of one update. What is written may be what is read: each element is read before it is written, and no other is.
// A tensor may share its data with another, so the old and the new values each have their address.

/** new = old − rate · gradient */
export function gradientDescent(old: usize, gradient: usize, result: usize, rate: f32, from: usize, to: usize): void {
  const step = f32x4.splat(-rate);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    v128.store(at(result, i), madd(step, v128.load(at(gradient, i)), v128.load(at(old, i))));
  }
  for (; i < to; i++) store<f32>(at(result, i), -rate * load<f32>(at(gradient, i)) + load<f32>(at(old, i)));
}

/** accumulation ← momentum · accumulation + gradient; new = old − rate · (accumulation, or Nesterov's gradient + momentum · accumulation) */
export function momentumDescent(
  old: usize,
  oldAccumulation: usize,
  gradient: usize,
  result: usize,
  accumulation: usize,
  rate: f32,
  momentum: f32,
  nesterov: bool,
  from: usize,
  to: usize,
): void {
  const step = f32x4.splat(-rate);
  const decay = f32x4.splat(momentum);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const slope = v128.load(at(gradient, i));
    const sum = madd(decay, v128.load(at(oldAccumulation, i)), slope);
    const direction = nesterov ? madd(decay, sum, slope) : sum;
    const value = madd(step, direction, v128.load(at(old, i)));
    v128.store(at(accumulation, i), sum);
    v128.store(at(result, i), value);
  }
  for (; i < to; i++) {
    const slope = load<f32>(at(gradient, i));
    const sum = momentum * load<f32>(at(oldAccumulation, i)) + slope;
    const direction = nesterov ? momentum * sum + slope : sum;
    const value = -rate * direction + load<f32>(at(old, i));
    store<f32>(at(accumulation, i), sum);
    store<f32>(at(result, i), value);
  }
}

/** first ← β₁ first + (1 − β₁) g; second ← β₂ second + (1 − β₂) g²; new = old − step · first / (√(second · correction) + ε) */
export function adam(
  old: usize,
  oldFirst: usize,
  oldSecond: usize,
  gradient: usize,
  result: usize,
  first: usize,
  second: usize,
  step: f32,
  correction: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  epsilon: f32,
  from: usize,
  to: usize,
): void {
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const slope = v128.load(at(gradient, i));
    const mean = madd(f32x4.splat(beta1), v128.load(at(oldFirst, i)), f32x4.mul(f32x4.splat(rest1), slope));
    const square = f32x4.mul(f32x4.splat(rest2), f32x4.mul(slope, slope));
    const variance = madd(f32x4.splat(beta2), v128.load(at(oldSecond, i)), square);
    const root = f32x4.sqrt(f32x4.mul(variance, f32x4.splat(correction)));
    const direction = f32x4.div(mean, f32x4.add(root, f32x4.splat(epsilon)));
    const value = madd(f32x4.splat(-step), direction, v128.load(at(old, i)));
    v128.store(at(first, i), mean);
    v128.store(at(second, i), variance);
    v128.store(at(result, i), value);
  }
  for (; i < to; i++) {
    const slope = load<f32>(at(gradient, i));
    const mean = beta1 * load<f32>(at(oldFirst, i)) + rest1 * slope;
    const variance = beta2 * load<f32>(at(oldSecond, i)) + rest2 * (slope * slope);
    const direction = mean / (sqrt<f32>(variance * correction) + epsilon);
    const value = -step * direction + load<f32>(at(old, i));
    store<f32>(at(first, i), mean);
    store<f32>(at(second, i), variance);
    store<f32>(at(result, i), value);
  }
}

/** square ← decay · square + (1 − decay) g²; moment ← momentum · moment + rate · g / √(square + ε); new = old − moment */
export function rmsProp(
  old: usize,
  oldSquare: usize,
  oldMoment: usize,
  gradient: usize,
  result: usize,
  square: usize,
  moment: usize,
  rate: f32,
  decay: f32,
  rest: f32,
  momentum: f32,
  epsilon: f32,
  from: usize,
  to: usize,
): void {
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const slope = v128.load(at(gradient, i));
    const squared = f32x4.mul(f32x4.splat(rest), f32x4.mul(slope, slope));
    const mean = madd(f32x4.splat(decay), v128.load(at(oldSquare, i)), squared);
    const root = f32x4.sqrt(f32x4.add(mean, f32x4.splat(epsilon)));
    const direction = f32x4.div(f32x4.mul(f32x4.splat(rate), slope), root);
    const sum = madd(f32x4.splat(momentum), v128.load(at(oldMoment, i)), direction);
    const value = f32x4.sub(v128.load(at(old, i)), sum);
    v128.store(at(square, i), mean);
    v128.store(at(moment, i), sum);
    v128.store(at(result, i), value);
  }
  for (; i < to; i++) {
    const slope = load<f32>(at(gradient, i));
    const mean = decay * load<f32>(at(oldSquare, i)) + rest * (slope * slope);
    const sum = momentum * load<f32>(at(oldMoment, i)) + (rate * slope) / sqrt<f32>(mean + epsilon);
    const value = load<f32>(at(old, i)) - sum;
    store<f32>(at(square, i), mean);
    store<f32>(at(moment, i), sum);
    store<f32>(at(result, i), value);
  }
}

/** sum ← sum + g²; new = old − rate · g / √(sum + ε) */
export function adagrad(
  old: usize,
  oldSum: usize,
  gradient: usize,
  result: usize,
  sum: usize,
  rate: f32,
  epsilon: f32,
  from: usize,
  to: usize,
): void {
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const slope = v128.load(at(gradient, i));
    const total = madd(slope, slope, v128.load(at(oldSum, i)));
    const root = f32x4.sqrt(f32x4.add(total, f32x4.splat(epsilon)));
    const value = madd(f32x4.splat(-rate), f32x4.div(slope, root), v128.load(at(old, i)));
    v128.store(at(sum, i), total);
    v128.store(at(result, i), value);
  }
  for (; i < to; i++) {
    const slope = load<f32>(at(gradient, i));
    const total = slope * slope + load<f32>(at(oldSum, i));
    const value = -rate * (slope / sqrt<f32>(total + epsilon)) + load<f32>(at(old, i));
    store<f32>(at(sum, i), total);
    store<f32>(at(result, i), value);
  }
}
