import { requireNumber } from '@gradlab-internal/checks';
import { requireLength, type Schedule } from './schedule.ts';

/**
 * η (1 − t / length)ᵖ, and 0 from `length` on: PyTorch's `PolynomialLR`.
 *
 * @param options `rate` η ≥ 0, `length` ≥ 1, `power` p > 0 (1, a straight line, unless given)
 * @returns a schedule
 * @throws RangeError if an option is out of range
 */
export function polynomial(options: {
  readonly rate: number;
  readonly length: number;
  readonly power?: number;
}): Schedule {
  const rate = requireNumber('polynomial', 'rate', options.rate, { min: 0 });
  const length = requireLength('polynomial', 'length', options.length);
  const power = requireNumber('polynomial', 'power', options.power ?? 1, { above: 0 });
  return (position) => rate * (1 - Math.min(position, length) / length) ** power;
}
