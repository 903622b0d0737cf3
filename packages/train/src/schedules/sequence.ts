import { describeValue } from '@gradlab-internal/checks';
import { requireMilestones, type Schedule } from './schedule.ts';

/**
 * One schedule after another, each from its own position 0: PyTorch's `SequentialLR`.
 *
 * @param schedules at least one
 * @param milestones where the second, third, … begins: rising integers ≥ 1, one less than there are schedules
 * @returns a schedule
 * @throws TypeError or RangeError if a list is wrong
 * @example
 * ```ts
 * import { constant, exponential, sequence } from '@gradlab/train';
 *
 * const schedule = sequence([constant({ rate: 1 }), exponential({ rate: 1, factor: 0.5 })], [10]);
 * console.log([9, 10, 11].map(schedule)); // 1, 1, 0.5
 * ```
 */
export function sequence(schedules: readonly Schedule[], milestones: readonly number[]): Schedule {
  if (!Array.isArray(schedules) || schedules.some((schedule) => typeof schedule !== 'function')) {
    throw new TypeError(`sequence: schedules must be a list of functions, got ${describeValue(schedules)}`);
  }
  requireMilestones('sequence', milestones);
  if (schedules.length === 0 || milestones.length !== schedules.length - 1) {
    throw new RangeError(
      `sequence: milestones must be one less than schedules, got ${milestones.length} and ${schedules.length}`,
    );
  }
  return (position) => {
    const at = milestones.filter((milestone) => milestone <= position).length;
    return (schedules[at] as Schedule)(position - (milestones[at - 1] ?? 0));
  };
}
