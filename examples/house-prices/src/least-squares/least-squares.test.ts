import { readFileSync } from 'node:fs';
import { createDataset, type Dataset, type Field } from '@gradlab/datasets';
import { describe, expect, it } from 'vitest';
import { scorePrices } from '../price-scores.ts';
import { leastSquares, predictLinear } from './least-squares.ts';
import { solveSymmetric } from './solve-symmetric.ts';

const goldens: {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly predictions: readonly number[];
  readonly r2: number;
} = JSON.parse(readFileSync(new URL('../../goldens/least-squares.json', import.meta.url), 'utf8'));

function table(x: readonly (readonly number[])[], y: readonly number[]): Dataset<Field> {
  const [first = []] = x;
  return createDataset({
    name: 'table',
    size: y.length,
    x: { data: Float32Array.from(x.flat()), shape: [first.length] },
    y: { data: Float32Array.from(y), shape: [1] },
  });
}

describe('leastSquares', () => {
  // Numbers of the golden are sums of powers of two, exact in float32; both sides work in doubles. The columns' sizes differ by 10⁴, whose
  // square is lost of the sixteen digits.
  it('agrees with scikit-learn (goldens/least_squares.py), a category as a column for each of its kinds', () => {
    const data = table(goldens.x, goldens.y);
    const predictions = predictLinear(leastSquares(data), data);
    goldens.predictions.forEach((expected, i) => {
      expect(Math.abs((predictions[i] ?? 0) / expected - 1)).toBeLessThan(1e-8);
    });
    expect(Math.abs(scorePrices(data.y.data, predictions, 1).r2 - goldens.r2)).toBeLessThan(1e-10);
  });

  it('leaves errors that no input explains', () => {
    const data = table(goldens.x, goldens.y);
    const predictions = predictLinear(leastSquares(data), data);
    const errors = goldens.y.map((value, i) => value - (predictions[i] ?? 0));
    const columns = [() => 1, ...(goldens.x[0] ?? []).map((_, j) => (i: number) => goldens.x[i]?.[j] ?? Number.NaN)];
    for (const column of columns) {
      const terms = errors.map((error, i) => column(i) * error);
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 0);
      // Doubles, as above.
      expect(Math.abs(terms.reduce((sum, term) => sum + term, 0)) / size).toBeLessThan(1e-8);
    }
  });

  it('predicts the mean where nothing varies', () => {
    const data = table([[1], [1], [1]], [1, 2, 6]);
    expect(leastSquares(data)).toEqual({ weights: [0], intercept: 3 });
  });
});

describe('solveSymmetric', () => {
  it('gives the weight 0 to what depends on what came before', () => {
    expect(
      solveSymmetric(
        [
          [4, 2],
          [2, 3],
        ],
        [8, 7],
      ),
    ).toEqual([1.25, 1.5]);
    expect(
      solveSymmetric(
        [
          [1, 1],
          [1, 1],
        ],
        [2, 2],
      ),
    ).toEqual([2, 0]);
    expect(solveSymmetric([], [])).toEqual([]);
  });

  it('refuses what does not fit', () => {
    expect(() => solveSymmetric([[1, 2]], [1])).toThrow(RangeError);
  });
});
