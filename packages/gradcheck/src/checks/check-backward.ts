import type { DoubleFunction, DoubleGradients } from '../problem/double-function.ts';
import type { Cause } from './suspected-cause.ts';

/** A power of two, so that multiplying by it rounds nothing; negative, so that an absolute value shows. */
const SCALE = -2;

/** Far above the rounding of doubles, far below what a mistake does. */
const TOLERANCE = 1e-9;

/**
 * A backward pass is linear in the upstream gradient: twice as much gives twice as much, nothing gives nothing.
 *
 * @param gradients with the upstream gradient as it is
 * @returns for each input what is wrong with it, or null
 */
export function checkUpstream(f: DoubleFunction, gradients: DoubleGradients): readonly (Cause | null)[] {
  const scaled = f.gradients(SCALE);
  const none = f.gradients(0);
  return gradients.map((gradient, i) => {
    if (gradient === null) return null;
    return causeOf(gradient, scaled[i] ?? null, none[i] ?? null);
  });
}

function causeOf(gradient: Float64Array, scaled: Float64Array | null, none: Float64Array | null): Cause | null {
  if (scaled === null || none === null) {
    return { kind: 'upstream-not-linear', message: 'whether it exists depends on the upstream gradient' };
  }
  const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const apart = (a: (i: number) => number): boolean =>
    gradient.some((_, i) => !(Math.abs(a(i)) <= TOLERANCE * Math.max(largest, Number.MIN_VALUE)));
  const [full, twice, zero] = [gradient, scaled, none].map((values) => (i: number) => values[i] as number) as [
    At,
    At,
    At,
  ];
  if (!apart((i) => twice(i) - SCALE * full(i)) && !apart(zero)) return null;
  // g(c) = a + c·b with a ≠ 0: the part a does not listen.
  const affine = !apart((i) => twice(i) - zero(i) - SCALE * (full(i) - zero(i)));
  if (!affine) return { kind: 'upstream-not-linear', message: 'it is not linear in the upstream gradient' };
  const whole = !apart((i) => zero(i) - full(i));
  return { kind: 'upstream', message: `it ignores the upstream gradient${whole ? '' : ' in part'}` };
}

type At = (i: number) => number;

/** Whether two runs gave the same bits. */
export function sameGradients(a: DoubleGradients, b: DoubleGradients): boolean {
  return a.every((gradient, i) => {
    const other = b[i];
    if (gradient === null || other === null || other === undefined) return gradient === (other ?? null);
    return gradient.every((value, k) => Object.is(value, other[k]));
  });
}
