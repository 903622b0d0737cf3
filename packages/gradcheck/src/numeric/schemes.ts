/**
 * How to estimate a slope. `central`: (f(x+ε) − f(x−ε)) / step, error of order ε². `forward`: (f(x+ε) − f(x)) / step, error of
 * order ε. `ridders`: central differences for ε, ε/2, … ε/32, extrapolated to zero, with an estimate of the error that is left.
 */
export const SCHEMES = ['central', 'forward', 'ridders'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** A value of f, `offset` away from x. */
export interface Sample {
  readonly offset: number;
  readonly value: number;
}

/** An estimate of a slope. */
export interface Slope {
  readonly value: number;
  /** Estimated error; 0 for schemes that estimate none. */
  readonly error: number;
}

const RIDDERS_STEPS = 6;

/** Where f has to be known, relative to x; the central scheme of each step as a pair. */
export function offsetsOf(scheme: Scheme, epsilon: number): readonly number[] {
  switch (scheme) {
    case 'forward':
      return [epsilon];
    case 'central':
      return [epsilon, -epsilon];
    case 'ridders':
      return Array.from({ length: RIDDERS_STEPS }, (_, k) => epsilon / 2 ** k).flatMap((step) => [step, -step]);
  }
}

/**
 * The slope at x.
 *
 * @param base f(x)
 * @param samples f at {@link offsetsOf}, in that order
 */
export function slopeFrom(scheme: Scheme, base: number, samples: readonly Sample[]): Slope {
  if (scheme === 'ridders') return extrapolate(pairs(samples).map(([upper, lower]) => quotient(upper, lower)));
  const [upper, lower = { offset: 0, value: base }] = samples;
  return { value: upper === undefined ? Number.NaN : quotient(upper, lower), error: 0 };
}

function quotient(upper: Sample, lower: Sample): number {
  return (upper.value - lower.value) / (upper.offset - lower.offset);
}

function pairs(samples: readonly Sample[]): readonly (readonly [Sample, Sample])[] {
  return samples.flatMap((upper, i) => {
    const lower = samples[i + 1];
    return i % 2 === 0 && lower !== undefined ? [[upper, lower] as const] : [];
  });
}

/**
 * Neville's extrapolation of quotients at ε, ε/2, ε/4, … to ε = 0, in powers of ε². Of all entries of the tableau the one counts
 * whose two ancestors are the nearest: where rounding sets in, higher orders only make it worse.
 *
 * @see Ridders: Accurate computation of F'(x) and F'(x)F''(x). Advances in Engineering Software, 1982.
 */
function extrapolate(quotients: readonly number[]): Slope {
  let best: Slope = { value: quotients[0] ?? Number.NaN, error: Number.POSITIVE_INFINITY };
  let row: number[] = [];
  for (const quotientOfStep of quotients) {
    const next = [quotientOfStep];
    for (const [order, coarser] of row.entries()) {
      const finer = next[order] as number;
      const value = finer + (finer - coarser) / (4 ** (order + 1) - 1);
      const error = Math.max(Math.abs(value - finer), Math.abs(value - coarser));
      if (error <= best.error) best = { value, error };
      next.push(value);
    }
    row = next;
  }
  return best;
}
