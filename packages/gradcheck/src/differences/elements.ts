import { describeValue, requireInteger } from '@gradlab-internal/checks';

/** @throws TypeError if `indices` is no list of numbers; RangeError if one is not an element of x */
export function requireIndices(caller: string, indices: unknown, size: number): readonly number[] {
  if (!Array.isArray(indices)) {
    throw new TypeError(`${caller}: indices must be a list of integers, got ${describeValue(indices)}`);
  }
  return indices.map((index) => requireInteger(caller, 'indices', index, { min: 0, below: size }));
}

/** 0 … count − 1. */
export function firstIndices(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}
