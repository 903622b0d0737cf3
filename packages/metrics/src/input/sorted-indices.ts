/** Indices that put values into growing order; none may be NaN. */
export function sortedIndices(values: Float64Array): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i);
  // A difference would be NaN for two infinities.
  return order.sort((i, j) => {
    const [a, b] = [values[i] as number, values[j] as number];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

/** One past the last place of each run of equal values, in that order. */
export function tieEnds(values: Float64Array, order: Uint32Array): number[] {
  const ends: number[] = [];
  for (let place = 1; place <= order.length; place++) {
    const last = values[order[place - 1] as number];
    if (place === order.length || values[order[place] as number] !== last) ends.push(place);
  }
  return ends;
}
