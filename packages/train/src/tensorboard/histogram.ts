/** Counts of values in ranges of equal width, with the sums that TensorBoard shows beside them. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Where each range ends; the first one begins at the minimum. */
  readonly limits: Float64Array;
  /** Number of values in each range. */
  readonly counts: Float64Array;
}

/** As many as TensorBoard's own summaries have. */
const BUCKETS = 30;

/** The histogram of the values that are finite. */
export function histogramOf(values: ArrayLike<number>, buckets: number = BUCKETS): Histogram {
  let [min, max, count, sum, sumOfSquares] = [Infinity, -Infinity, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    count += 1;
    sum += value;
    sumOfSquares += value * value;
  }
  if (count === 0) {
    const none = new Float64Array();
    return { min: 0, max: 0, count, sum, sumOfSquares, limits: none, counts: none };
  }
  const ranges = min === max ? 1 : buckets;
  const width = (max - min) / ranges;
  const limits = Float64Array.from({ length: ranges }, (_, i) => (i === ranges - 1 ? max : min + (i + 1) * width));
  const counts = new Float64Array(ranges);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const at = width === 0 ? 0 : Math.min(ranges - 1, Math.floor((value - min) / width));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { min, max, count, sum, sumOfSquares, limits, counts };
}
