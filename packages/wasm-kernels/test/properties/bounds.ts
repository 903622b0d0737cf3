import type { Reference } from './reference.ts';

/** Unit roundoff of float32. */
const ROUNDOFF = 2 ** -24;

// What float32 cannot hold as a normal number has no relative accuracy.
const SMALLEST = 1e-30;

/** How far a result may be from the exact one, given the number of its terms and Σ |aᵢ · bᵢ|, what a sum of products is measured against. */
export type Bound = (reference: Reference, at: number) => number;

/**
 * A float32 sum of k products in any order is off by at most (k + 1) u Σ|aᵢbᵢ| (Higham, Accuracy and Stability of Numerical Algorithms,
 * §3.1), u = 2⁻²⁴. The worst case is never met; what is tested is √k of it and a constant, which one wrong address breaks at once.
 */
export const sumBound: Bound = ({ counts, magnitudes }, at) =>
  (4 + 2 * Math.sqrt(counts[at] ?? 0)) * ROUNDOFF * (magnitudes[at] ?? 0) + SMALLEST;

/**
 * What the transforms of Winograd's six points may add, as a multiple of u. They multiply
 * inputs by up to 4 and weights by up to 2/3, and what they add cancels again. An output's error then depends on all that its patch
 * holds, not on its own terms alone.
 */
const WINOGRAD_AMPLIFICATION = 30;

/** For square filters of 2 to 5 with stride 1, measured against the largest Σ |aᵢ · bᵢ| of all results. */
export const winogradBound: Bound = (reference, at) =>
  sumBound(reference, at) + WINOGRAD_AMPLIFICATION * ROUNDOFF * largest(reference.magnitudes);

function largest(values: Float64Array): number {
  return values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, value) : most), 0);
}

/**
 * The first result outside its bound, in words; undefined where there is none. What is NaN or infinite must be just that.
 */
export function outside(got: ArrayLike<number>, reference: Reference, bound: Bound): string | undefined {
  const { values } = reference;
  if (got.length !== values.length) return `${got.length} values instead of ${values.length}`;
  for (const [i, value] of values.entries()) {
    const found = got[i] ?? Number.NaN;
    const isRight = Number.isFinite(value) ? Math.abs(found - value) <= bound(reference, i) : Object.is(found, value);
    if (!isRight) return `at ${i}: ${found} instead of ${value}, allowed ${bound(reference, i)}`;
  }
  return undefined;
}
