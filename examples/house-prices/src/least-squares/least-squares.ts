import type { Dataset, Field } from '@gradlab/datasets';
import { solveSymmetric } from './solve-symmetric.ts';

/** A linear function of the inputs. */
export interface LinearFit {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/**
 * Ordinary least squares by the normal equations, XᵀX w = Xᵀy, in double precision. Inputs and targets are centred first, which leaves the
 * equations without the intercept and far better conditioned.
 *
 * @param data x `[features]` without missing values, y `[1]`; at least one row
 * @returns the weights; of inputs that depend on one another those that come first
 */
export function leastSquares({ x, y, size }: Dataset<Field>): LinearFit {
  const features = x.shape[0] ?? 0;
  const cell = (i: number, j: number): number => x.data[i * features + j] ?? Number.NaN;
  const means = Array.from({ length: features }, (_, j) => meanOf(size, (i) => cell(i, j)));
  const center = meanOf(size, (i) => y.data[i] ?? Number.NaN);
  const matrix = means.map(() => new Array<number>(features).fill(0));
  const right = new Array<number>(features).fill(0);
  for (let i = 0; i < size; i++) {
    const row = means.map((mean, j) => cell(i, j) - mean);
    const target = (y.data[i] ?? Number.NaN) - center;
    row.forEach((a, j) => {
      right[j] = (right[j] ?? 0) + a * target;
      const sums = matrix[j] ?? [];
      row.forEach((b, k) => {
        sums[k] = (sums[k] ?? 0) + a * b;
      });
    });
  }
  const weights = solveSymmetric(matrix, right);
  return { weights, intercept: center - weights.reduce((sum, weight, j) => sum + weight * (means[j] ?? 0), 0) };
}

/** What a linear function says of each row. */
export function predictLinear({ intercept, weights }: LinearFit, { x, size }: Dataset<Field>): Float64Array {
  return Float64Array.from({ length: size }, (_, i) =>
    weights.reduce((sum, weight, j) => sum + weight * (x.data[i * weights.length + j] ?? Number.NaN), intercept),
  );
}

function meanOf(size: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += value(i);
  return sum / size;
}
