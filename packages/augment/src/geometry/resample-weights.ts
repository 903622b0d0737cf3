/** How the value between pixels is found. */
export type Interpolation = 'bilinear' | 'bicubic';

export const INTERPOLATIONS: readonly Interpolation[] = ['bilinear', 'bicubic'];

/** Which pixels of a line one pixel of the result is made of, and how much of each. */
export interface Taps {
  readonly start: number;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

/** Radius of each filter and the filter: the triangle, and Keys' cubic with a = −1/2. */
const FILTERS: Readonly<Record<Interpolation, { radius: number; filter: (x: number) => number }>> = {
  bilinear: { radius: 1, filter: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { radius: 2, filter: (x) => cubic(Math.abs(x)) },
};

function cubic(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/**
 * The taps of every pixel of a line of `to` made from one of `from`. A line that shrinks widens the filter by as much,
 * so that every pixel has its share: this is what keeps patterns finer than the new grid from turning into false ones.
 */
export function resampleTaps(from: number, to: number, interpolation: Interpolation): readonly Taps[] {
  const { radius, filter } = FILTERS[interpolation];
  const scale = from / to;
  const widening = Math.max(1, scale);
  const support = radius * widening;
  return Array.from({ length: to }, (_, i) => {
    const center = scale * (i + 0.5);
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const end = Math.min(from, Math.trunc(center + support + 0.5));
    const weights = Float64Array.from({ length: end - start }, (_, j) => filter((start + j - center + 0.5) / widening));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}
