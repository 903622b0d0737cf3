import { describeValue, requireNumber } from '@gradlab-internal/checks';

/** Smallest and largest value. */
export type Interval = readonly [low: number, high: number];

/**
 * Returns `value` if it is two numbers within the limits, the smaller one first.
 *
 * @throws TypeError if it is no pair of numbers; RangeError if one is out of range or they are the wrong way round
 */
export function requireInterval(
  caller: string,
  name: string,
  value: unknown,
  limits: { readonly min?: number; readonly max?: number; readonly above?: number } = {},
): Interval {
  if (!Array.isArray(value) || value.length !== 2) {
    throw new TypeError(`${caller}: ${name} must be [smallest, largest], got ${describeValue(value)}`);
  }
  const low = requireNumber(caller, `${name}[0]`, value[0], limits);
  const high = requireNumber(caller, `${name}[1]`, value[1], limits);
  if (low > high) {
    throw new RangeError(`${caller}: ${name} must be [smallest, largest], got ${describeValue(value)}`);
  }
  return [low, high];
}

/** An interval from itself, or from one number d, which stands for [−d, d]. */
export function requireSpread(caller: string, name: string, value: unknown): Interval {
  if (typeof value !== 'number') return requireInterval(caller, name, value);
  const spread = requireNumber(caller, name, value, { min: 0 });
  return [0 - spread, spread];
}

/** An interval from itself, or from one number, which is then the only value. */
export function requireConstantOrInterval(
  caller: string,
  name: string,
  value: unknown,
  limits: { readonly min?: number; readonly above?: number },
): Interval {
  if (typeof value !== 'number') return requireInterval(caller, name, value, limits);
  const constant = requireNumber(caller, name, value, limits);
  return [constant, constant];
}
