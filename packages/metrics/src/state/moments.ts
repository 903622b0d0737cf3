import { ExactSum } from './exact-sum.ts';

/**
 * Σw Σwab − Σwa Σwb: (Σw)² times the covariance of a and b, of sums that lost nothing. Rounded once, so values with a large mean
 * and a small spread keep their digits, and what is constant has exactly 0.
 */
export function crossMoment(weight: ExactSum, products: ExactSum, a: ExactSum, b: ExactSum): number {
  const sum = new ExactSum();
  sum.addProductOfSums(1, weight, products);
  sum.addProductOfSums(-1, a, b);
  return sum.value();
}
