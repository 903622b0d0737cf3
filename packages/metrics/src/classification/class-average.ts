import { describeValue, requireOneOf } from '@gradlab-internal/checks';
import { exactSumOf } from '../state/exact-sum.ts';
import type { CountMatrix, MatrixMetricOptions } from './matrix-metric.ts';

/** How the results of the classes become one; `'none'` leaves them as they are. */
export type ClassAverage = 'micro' | 'macro' | 'weighted' | 'none';

/** One number, or one for each class. */
export type Averaged<A extends ClassAverage> = A extends 'none' ? number[] : number;

export interface ClassAverageOptions<A extends ClassAverage = ClassAverage> extends MatrixMetricOptions {
  /**
   * `'micro'` divides sums over all classes, `'macro'` is the plain mean over the classes, `'weighted'` weighs each by its true
   * examples, `'none'` gives an array. There is no default: the four differ much where classes are uneven.
   */
  readonly average: A;
  /** What 0/0 is, for a class as for an average: 0, 1, or NaN, which averages leave out. Default 0. */
  readonly zeroDivision?: number;
}

/** What is divided for each class. */
export interface Ratios {
  readonly numerators: readonly number[];
  readonly denominators: readonly number[];
}

/** @throws RangeError if `average` is no average or `zeroDivision` is none of 0, 1 and NaN */
export function requireAverage(caller: string, average: unknown, zeroDivision: unknown): void {
  requireOneOf(caller, 'average', average, ['micro', 'macro', 'weighted', 'none']);
  if (zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision)) {
    throw new RangeError(`${caller}: zeroDivision must be 0, 1 or NaN, got ${describeValue(zeroDivision)}`);
  }
}

/** Ratios by class, averaged; NaN while there is no example. */
export function averageRatios<A extends ClassAverage>(
  ratios: Ratios,
  { truths, total }: CountMatrix,
  { average, zeroDivision = 0 }: ClassAverageOptions<A>,
): Averaged<A> {
  const divide = (a: number, b: number): number => (total === 0 ? Number.NaN : b === 0 ? zeroDivision : a / b);
  const result = (): number | number[] => {
    if (average === 'micro') return divide(exactSumOf(ratios.numerators), exactSumOf(ratios.denominators));
    const each = ratios.numerators.map((a, i) => divide(a, ratios.denominators[i] as number));
    return average === 'none' ? each : meanOf(each, average === 'weighted' ? truths : undefined);
  };
  // The compiler does not carry the choice of `average` over to the conditional type.
  return result() as Averaged<A>;
}

/** Mean of those that are not NaN; where their weights are all 0, the plain one, as scikit-learn has it. */
export function meanOf(values: readonly number[], weights?: readonly number[]): number {
  const kept = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [{ value, weight: weights?.[i] ?? 1 }]));
  const total = exactSumOf(kept.map(({ weight }) => weight));
  if (total === 0) return exactSumOf(kept.map(({ value }) => value)) / kept.length;
  return exactSumOf(kept.map(({ value, weight }) => value * weight)) / total;
}
