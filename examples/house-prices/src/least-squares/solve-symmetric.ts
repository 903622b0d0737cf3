/** A pivot smaller than this share of its column's own size is rounding: the column is a sum of earlier ones. */
const DEPENDENT = 1e-10;

/**
 * Solves A w = b for a symmetric, positive semi-definite A by Gaussian elimination. A column that depends on the ones before it gets the
 * weight 0, as four of five kinds of a category say what the fifth is.
 *
 * @param matrix A, `[n, n]`, a list of rows
 * @param right b, `[n]`
 * @returns w, `[n]`
 * @throws RangeError if the sizes do not fit
 */
export function solveSymmetric(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  if (matrix.length !== n || matrix.some((row) => row.length !== n)) {
    throw new RangeError(`solveSymmetric: matrix must be [${n},${n}] as right is [${n}], got ${matrix.length} rows`);
  }
  const rows = matrix.map((row, i) => Float64Array.of(...row, right[i] ?? 0));
  const isPivot = rows.map((row, k) => {
    const pivot = row[k] ?? 0;
    if (pivot <= DEPENDENT * (matrix[k]?.[k] ?? 0)) return false;
    for (const other of rows) if (other !== row) subtract(other, row, (other[k] ?? 0) / pivot);
    return true;
  });
  return rows.map((row, k) => (isPivot[k] ? (row[n] ?? 0) / (row[k] ?? 1) : 0));
}

function subtract(target: Float64Array, row: Float64Array, factor: number): void {
  for (const [j, value] of row.entries()) target[j] = (target[j] ?? 0) - factor * value;
}
