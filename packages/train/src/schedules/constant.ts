import { requireNumber } from '@gradlab-internal/checks';
import { requireLength, type Schedule } from './schedule.ts';

/**
 * Always the same rate; or another one for the first positions, as PyTorch's `ConstantLR`: η · factor before `length`, η from then on.
 *
 * @param options `rate` η ≥ 0; `factor` ≥ 0 and `length` of the first part, 1 and 0 unless given
 * @returns a schedule
 * @throws RangeError if an option is out of range
 */
export function constant(options: {
  readonly rate: number;
  readonly factor?: number;
  readonly length?: number;
}): Schedule {
  const rate = requireNumber('constant', 'rate', options.rate, { min: 0 });
  const factor = requireNumber('constant', 'factor', options.factor ?? 1, { min: 0 });
  const length = requireLength('constant', 'length', options.length ?? 0, 0);
  return (position) => (position < length ? rate * factor : rate);
}
