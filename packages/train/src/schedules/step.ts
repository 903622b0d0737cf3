import { requireNumber } from '@gradlab-internal/checks';
import { requireLength, requireMilestones, type Schedule } from './schedule.ts';

/** Options of {@link step}: one of `every` and `milestones`. */
export type StepOptions = {
  /** η ≥ 0. */
  readonly rate: number;
  /** γ ≥ 0; 0.1 unless given. */
  readonly factor?: number;
} & ({ readonly every: number } | { readonly milestones: readonly number[] });

/**
 * η γᵏ, where k counts the steps so far: one every so many positions (PyTorch's `StepLR`), or one at each milestone (`MultiStepLR`).
 *
 * @param options `rate`, `factor`, and `every` or `milestones`
 * @returns a schedule
 * @throws TypeError or RangeError if an option is wrong
 * @example
 * ```ts
 * import { step } from '@gradlab/train';
 *
 * const schedule = step({ rate: 1, factor: 0.5, milestones: [30, 80] });
 * console.log([29, 30, 80].map(schedule)); // 1, 0.5, 0.25
 * ```
 */
export function step(options: StepOptions): Schedule {
  const rate = requireNumber('step', 'rate', options.rate, { min: 0 });
  const factor = requireNumber('step', 'factor', options.factor ?? 0.1, { min: 0 });
  if ('milestones' in options) {
    const milestones = requireMilestones('step', options.milestones);
    return (position) => rate * factor ** milestones.filter((milestone) => milestone <= position).length;
  }
  const every = requireLength('step', 'every', options.every);
  return (position) => rate * factor ** Math.floor(position / every);
}
