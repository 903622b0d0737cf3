import { describeShape, describeValue } from './describe.ts';

/**
 * Returns `shape` if it is a list of integers ≥ 0.
 *
 * @throws TypeError if it is not an array; RangeError if a dimension is not an integer ≥ 0
 */
export function requireShape(caller: string, name: string, shape: unknown): readonly number[] {
  const expected = `${caller}: ${name} must be a list of integers >= 0, got ${describeValue(shape)}`;
  if (!Array.isArray(shape)) throw new TypeError(expected);
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) throw new RangeError(expected);
  return shape;
}

/**
 * Checks that two shapes are the same.
 *
 * @throws RangeError that names both arguments and gives both shapes
 */
export function requireEqualShapes(
  caller: string,
  names: readonly [string, string],
  a: readonly number[],
  b: readonly number[],
): void {
  if (a.length !== b.length || a.some((size, i) => size !== b[i])) {
    const [first, second] = names;
    throw new RangeError(
      `${caller}: ${first} and ${second} must have equal shape, got ${describeShape(a)} and ${describeShape(b)}`,
    );
  }
}
