import type { Json } from './json.ts';

/** Part of a metric's state. Two of one metric with the same options always fit together. */
export interface Accumulator {
  reset(): void;
  /** Takes in all that `other` took in, which may be this accumulator itself. */
  merge(other: Accumulator): void;
  toJSON(): Json;
  /**
   * Takes over what `toJSON` wrote, in place of all that was.
   *
   * @throws TypeError or RangeError if it is something else
   */
  load(where: string, json: unknown): void;
}
