/** Beyond it a double has no room for the ticks about a number. */
export const LARGEST = 1e300;
/** Shorter ranges have no ticks. */
export const LEAST_RANGE = 1e-290;

/** The least and largest of the finite numbers; undefined if there is none. However many: no call takes them as arguments. */
export function extentOf(values: Iterable<number>): readonly [low: number, high: number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : undefined;
}

/** The range widened where it is too short to tell its ends apart, by a share of what it is about. */
export function widened([low, high]: readonly [number, number]): readonly [number, number] {
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (high - low >= Math.max(LEAST_RANGE, 1e-9 * magnitude)) return [low, high];
  const room = Math.max(1, magnitude * 0.1);
  return [low - room, high + room];
}

/** Whether a number can stand on an axis. */
export const isDrawable = (value: number): boolean => Math.abs(value) <= LARGEST;
