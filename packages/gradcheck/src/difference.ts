import { type Base, valuesAt } from './evaluate.ts';

/** `central`: (f(x+ε) − f(x−ε)) / step, error of order ε². `forward`: (f(x+ε) − f(x)) / step, error of order ε. */
export const SCHEMES = ['central', 'forward'] as const;
export type Scheme = (typeof SCHEMES)[number];

/**
 * What the difference is divided by. `actual`: the distance of the two points as float32 has them; x + ε is rounded, and far
 * from zero or for a small ε that is not ε at all. `nominal`: 2ε, or ε for the forward scheme, as textbooks have it.
 */
export const STEPS = ['actual', 'nominal'] as const;
export type Step = (typeof STEPS)[number];

/** How to take a difference. */
export interface DifferenceRule {
  readonly epsilon: number;
  readonly scheme: Scheme;
  readonly step: Step;
}

/**
 * The difference quotient for one element of x; NaN where the actual step is 0.
 *
 * @param index of the element, row-major
 */
export async function differenceAt(
  base: Base,
  index: number,
  { epsilon, scheme, step }: DifferenceRule,
): Promise<number> {
  const central = scheme === 'central';
  const at = base.values[index] as number;
  const upper = Math.fround(at + epsilon);
  const lower = central ? Math.fround(at - epsilon) : at;
  const places = (central ? [upper, lower] : [upper]).map((value) => base.values.with(index, value));
  const [above = Number.NaN, below = base.value] = await valuesAt(base, places);
  if (step === 'actual') return (above - below) / (upper - lower);
  return (above - below) / (central ? 2 * epsilon : epsilon);
}
