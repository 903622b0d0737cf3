import { describeValue, requireInteger } from '@gradlab-internal/checks';

/**
 * A learning rate for each position of a training: the number of the epoch or of the update, from 0. It is a plain function, so your
 * own is one, and `(t) => a(t) * b(t)` mixes two.
 */
export type Schedule = (position: number) => number;

/** Checks an option that counts epochs or updates. */
export function requireLength(caller: string, name: string, value: unknown, min = 1): number {
  return requireInteger(caller, name, value, { min });
}

/**
 * Checks positions that have to rise.
 *
 * @throws TypeError if they are no list; RangeError if one is not an integer ≥ 1 or not above the one before
 */
export function requireMilestones(caller: string, milestones: unknown): readonly number[] {
  if (!Array.isArray(milestones)) {
    throw new TypeError(`${caller}: milestones must be a list of integers, got ${describeValue(milestones)}`);
  }
  milestones.forEach((milestone, i) => {
    const min = i === 0 ? 1 : milestones[i - 1] + 1;
    requireInteger(caller, `milestones[${i}]`, milestone, { min });
  });
  return milestones;
}
