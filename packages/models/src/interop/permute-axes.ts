/**
 * Moves axes: `result[…, i_permutation[k], …] = values[…, i_k, …]`, axis k of the result being axis `permutation[k]` of what is given.
 *
 * @param values in row-major order
 * @param shape of `values`
 * @param permutation every axis once
 * @returns the values in the new order; `values` stays as it is
 */
export function permuteAxes(
  values: Float32Array,
  shape: readonly number[],
  permutation: readonly number[],
): Float32Array<ArrayBuffer> {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = permutation.map((axis) => shape[axis] ?? 0);
  const steps = permutation.map((axis) => strides[axis] ?? 0);
  const result = new Float32Array(values.length);
  const index = new Uint32Array(sizes.length);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0;
    // Counts up like an odometer, the last axis first.
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const [size = 0, step = 0] = [sizes[axis], steps[axis]];
      const next = (index[axis] ?? 0) + 1;
      from += step;
      if (next < size) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      from -= size * step;
    }
  }
  return result;
}

/** The permutation that undoes another. */
export function inversePermutation(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}
