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

/** Composed only for a value that is refused: the checks stand in front of functions that are called a million times. */
function refusal(caller: string, demand: string, range: Range, value: unknown): TypeError | RangeError {
  const message = `${caller}: ${demand}${describeRange(range)}, got ${describeValue(value)}`;
  return typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}

/**
 * Returns `value` if it is a finite number within `range`.
 *
 * @throws TypeError if it is not a number; RangeError if it is not finite or out of range
 */
export function requireNumber(caller: string, name: string, value: unknown, range: Range = {}): number {
  if (typeof value === 'number' && Number.isFinite(value) && inRange(value, range)) return value;
  throw refusal(caller, `${name} must be a finite number`, range, value);
}

/**
 * Returns `value` if it is a safe integer within `range`.
 *
 * @throws TypeError if it is not a number; RangeError if it is not an integer or out of range
 */
export function requireInteger(caller: string, name: string, value: unknown, range: Range = {}): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && inRange(value, range)) return value;
  throw refusal(caller, `${name} must be an integer`, range, value);
}
