import { describeValue, requireNumber } from '@gradlab-internal/checks';

/** A stored value for all channels, or one for each. */
export type Fill = number | readonly number[];

/**
 * Returns a number for all channels, or one for each, as a list.
 *
 * @throws TypeError if it is neither a number nor a list of such; RangeError if one is out of range
 */
export function requireChannelValues(
  caller: string,
  name: string,
  values: unknown,
  limits: { readonly above?: number } = {},
): readonly number[] {
  const list = Array.isArray(values) ? values : [values];
  if (list.length === 0 || typeof list[0] !== 'number') {
    throw new TypeError(`${caller}: ${name} must be a number or a list of numbers, got ${describeValue(values)}`);
  }
  return list.map((value) => requireNumber(caller, name, value, limits));
}

/** One value for each channel. @throws RangeError if there are several and the image has another number of channels */
export function spreadOverChannels(
  caller: string,
  name: string,
  values: readonly number[],
  channels: number,
): readonly number[] {
  if (values.length === 1) return new Array<number>(channels).fill(values[0] ?? 0);
  if (values.length === channels) return values;
  throw new RangeError(`${caller}: ${name} has ${values.length} channels and the image ${channels}`);
}
