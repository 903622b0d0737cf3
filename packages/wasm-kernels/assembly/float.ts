// Addresses count bytes, every size and stride of these kernels counts float32 elements.

/** Address of element `index` behind `base`. */
// @ts-ignore: decorator
@inline
export function at(base: usize, index: usize): usize {
  return base + (index << 2);
}

/** The least multiple of `unit` that is not below n. */
// @ts-ignore: decorator
@inline
export function roundUp(n: usize, unit: usize): usize {
  return ((n + unit - 1) / unit) * unit;
}

/** a × b + c: one rounding where the relaxed instructions exist, two elsewhere. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
