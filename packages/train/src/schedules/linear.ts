import { requireNumber } from '@gradlab-internal/checks';
import { requireLength, type Schedule } from './schedule.ts';

/** Options of {@link linear}. */
export interface LinearOptions {
  /** η ≥ 0. */
  readonly rate: number;
  /** Factor at position 0; 1/3 unless given. */
  readonly from?: number;
  /** Factor at position `length` and after; 1 unless given. */
  readonly to?: number;
  /** Number of positions between, an integer ≥ 1. */
  readonly length: number;
}

/**
 * From one factor of the rate to another in a straight line, PyTorch's `LinearLR`: a warm-up, with `sequence` in front of any other.
 *
 * @param options `rate`, `from`, `to`, `length`
 * @returns a schedule
 * @throws RangeError if an option is out of range
 * @example
 * ```ts
 * import { cosine, linear, sequence } from '@gradlab/train';
 *
 * const warmUp = linear({ rate: 0.1, from: 0.1, length: 5 });
 * const schedule = sequence([warmUp, cosine({ rate: 0.1, length: 45 })], [5]);
 * console.log([0, 5, 50].map(schedule)); // 0.01, 0.1, 0
 * ```
 */
export function linear(options: LinearOptions): Schedule {
  const rate = requireNumber('linear', 'rate', options.rate, { min: 0 });
  const from = requireNumber('linear', 'from', options.from ?? 1 / 3, { min: 0 });
  const to = requireNumber('linear', 'to', options.to ?? 1, { min: 0 });
  const length = requireLength('linear', 'length', options.length);
  return (position) => rate * (from + (to - from) * (Math.min(position, length) / length));
}
