import { describeValue, requireNumber } from '@gradlab-internal/checks';

/** A stored value for all channels, or one for each. */
export type Fill = number | readonly number[];

/** Returns the fill as a list. @throws TypeError if it is neither a number nor a list of such */
export function requireFill(caller: string, name: string, fill: unknown): readonly number[] {
  const list = Array.isArray(fill) ? fill : [fill];
  if (list.length === 0) {
    throw new TypeError(`${caller}: ${name} must be a number or one for each channel, got ${describeValue(fill)}`);
  }
  return list.map((value) => requireNumber(caller, name, value));
}

/** One value for each channel. @throws RangeError if there are several and the image has another number of channels */
export function spreadFill(caller: string, name: string, fill: readonly number[], channels: number): readonly number[] {
  if (fill.length === 1) return new Array<number>(channels).fill(fill[0] ?? 0);
  if (fill.length === channels) return fill;
  throw new RangeError(`${caller}: ${name} has ${fill.length} channels and the image ${channels}`);
}
