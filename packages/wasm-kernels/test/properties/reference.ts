/** Sums in float64, each with the sum of its terms' absolute values and their number. */
export interface Reference {
  readonly values: Float64Array;
  readonly magnitudes: Float64Array;
  readonly counts: Float64Array;
}

/** Adds up terms in float64: `enumerate` calls `add` with the index of a sum and one of its terms. */
export function sums(size: number, enumerate: (add: (at: number, term: number) => void) => void): Reference {
  const [values, magnitudes, counts] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  enumerate((at, term) => {
    values[at] = (values[at] ?? 0) + term;
    magnitudes[at] = (magnitudes[at] ?? 0) + Math.abs(term);
    counts[at] = (counts[at] ?? 0) + 1;
  });
  return { values, magnitudes, counts };
}

/** The product of a shape's lengths. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
