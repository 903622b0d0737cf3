import { at } from "./float";

/** to[i] += from[i] */
export function addTo(to: usize, from: usize, n: usize): void {
  let i: usize = 0;
  for (; i + 4 <= n; i += 4) v128.store(at(to, i), f32x4.add(v128.load(at(to, i)), v128.load(at(from, i))));
  for (; i < n; i++) store<f32>(at(to, i), load<f32>(at(to, i)) + load<f32>(at(from, i)));
}

/** to[i] = from[i]: channels are few, and a call of memory.copy costs more than they do. */
export function copyTo(to: usize, from: usize, n: usize): void {
  let i: usize = 0;
  for (; i + 4 <= n; i += 4) v128.store(at(to, i), v128.load(at(from, i)));
  for (; i < n; i++) store<f32>(at(to, i), load<f32>(at(from, i)));
}

export function clear(to: usize, n: usize): void {
  let i: usize = 0;
  for (; i + 4 <= n; i += 4) v128.store(at(to, i), f32x4.splat(0));
  for (; i < n; i++) store<f32>(at(to, i), 0);
}

/** Elements [from, to) become zero. */
export function fillZero(to: usize, from: usize, end: usize): void {
  memory.fill(at(to, from), 0, (end - from) << 2);
}

/** Stores the first one, two or three lanes. */
// @ts-ignore: decorator
@inline
export function storeLanes(to: usize, value: v128, lanes: usize): void {
  v128.store_lane<f32>(to, value, 0);
  if (lanes > 1) v128.store_lane<f32>(to, value, 1, 4);
  if (lanes > 2) v128.store_lane<f32>(to, value, 2, 8);
}
