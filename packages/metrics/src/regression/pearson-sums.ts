import { ExactSum } from '../state/exact-sum.ts';
import { crossMoment } from '../state/moments.ts';

/** Exact sums of two variables, their squares and their product. */
export interface PearsonSums {
  readonly [key: string]: ExactSum;
  readonly weight: ExactSum;
  readonly a: ExactSum;
  readonly b: ExactSum;
  readonly aa: ExactSum;
  readonly bb: ExactSum;
  readonly ab: ExactSum;
}

export function pearsonSums(): PearsonSums {
  const make = (): ExactSum => new ExactSum();
  return { weight: make(), a: make(), b: make(), aa: make(), bb: make(), ab: make() };
}

export function addPair(sums: PearsonSums, a: number, b: number, weight: number): void {
  if (weight === 0) return;
  sums.weight.add(weight);
  sums.a.addProduct(weight, a);
  sums.b.addProduct(weight, b);
  sums.aa.addWeightedProduct(weight, a, a);
  sums.bb.addWeightedProduct(weight, b, b);
  sums.ab.addWeightedProduct(weight, a, b);
}

/** In [−1, 1]; NaN where either does not vary. */
export function correlation({ weight, a, b, aa, bb, ab }: PearsonSums): number {
  const scale = Math.sqrt(crossMoment(weight, aa, a, a)) * Math.sqrt(crossMoment(weight, bb, b, b));
  const ratio = crossMoment(weight, ab, a, b) / scale;
  return Math.max(-1, Math.min(1, ratio));
}
