const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

/**
 * The error function 2/√π ∫₀ˣ exp(−t²) dt to about 1e-16. (The stock kernel's polynomial is good for float32: its error of 1.5e-7 is
 * smooth enough to be seen, but its slope is not the one that the gradient of erf gives.)
 *
 * @see Abramowitz, Stegun: Handbook of Mathematical Functions, 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (Number.isNaN(x) || magnitude === 0) return x;
  const value = magnitude < 2.5 ? series(magnitude) : 1 - complement(magnitude);
  return Math.sign(x) * value;
}

/** 2/√π · exp(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): no term is negative, so nothing cancels. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 2 ** -54; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
}

/** erfc(x) = exp(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), from the inside out. */
function complement(x: number): number {
  if (x > 27) return 0;
  let tail = x;
  for (let k = 60; k > 0; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}
