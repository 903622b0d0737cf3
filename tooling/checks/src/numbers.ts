import { describeValue } from './describe.ts';

interface Range {
  /** Smallest value allowed. */
  readonly min?: number;
  /** Largest value allowed. */
  readonly max?: number;
  /** Values must be greater than this one. */
  readonly above?: number;
  /** Values must be smaller than this one. */
  readonly below?: number;
}

function describeRange({ min, max, above, below }: Range): string {
  const parts = [
    ...(min === undefined ? [] : [`>= ${min}`]),
    ...(above === undefined ? [] : [`> ${above}`]),
    ...(max === undefined ? [] : [`<= ${max}`]),
    ...(below === undefined ? [] : [`< ${below}`]),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}

function inRange(value: number, { min, max, above, below }: Range): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

/**
 * Returns `value` if it is a finite number within `range`.
 *
 * @throws TypeError if it is not a number; RangeError if it is not finite or out of range
 */
export function requireNumber(caller: string, name: string, value: unknown, range: Range = {}): number {
  const expected = `${caller}: ${name} must be a finite number${describeRange(range)}, got ${describeValue(value)}`;
  if (typeof value !== 'number') throw new TypeError(expected);
  if (!Number.isFinite(value) || !inRange(value, range)) throw new RangeError(expected);
  return value;
}

/**
 * Returns `value` if it is a safe integer within `range`.
 *
 * @throws TypeError if it is not a number; RangeError if it is not an integer or out of range
 */
export function requireInteger(caller: string, name: string, value: unknown, range: Range = {}): number {
  const expected = `${caller}: ${name} must be an integer${describeRange(range)}, got ${describeValue(value)}`;
  if (typeof value !== 'number') throw new TypeError(expected);
  if (!Number.isSafeInteger(value) || !inRange(value, range)) throw new RangeError(expected);
  return value;
}
