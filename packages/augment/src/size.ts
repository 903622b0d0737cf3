import { describeValue, requireInteger } from '@gradlab-internal/checks';

/** Height and width in pixels; one number for a square. */
export type Size = number | readonly [height: number, width: number];

/**
 * Returns height and width.
 *
 * @throws TypeError if it is neither a number nor two; RangeError if one is no integer of at least `min`
 */
export function requireSize(caller: string, name: string, size: unknown, min = 1): readonly [number, number] {
  const pair = Array.isArray(size) ? size : [size, size];
  if (pair.length !== 2) {
    throw new TypeError(`${caller}: ${name} must be a number or [height, width], got ${describeValue(size)}`);
  }
  return [requireInteger(caller, name, pair[0], { min }), requireInteger(caller, name, pair[1], { min })];
}
