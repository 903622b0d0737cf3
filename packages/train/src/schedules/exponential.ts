import { requireNumber } from '@gradlab-internal/checks';
import type { Schedule } from './schedule.ts';

/**
 * η γᵗ, PyTorch's `ExponentialLR`.
 *
 * @param options `rate` η ≥ 0, `factor` γ > 0
 * @returns a schedule
 * @throws RangeError if an option is out of range
 */
export function exponential(options: { readonly rate: number; readonly factor: number }): Schedule {
  const rate = requireNumber('exponential', 'rate', options.rate, { min: 0 });
  const factor = requireNumber('exponential', 'factor', options.factor, { above: 0 });
  return (position) => rate * factor ** position;
}
