/** How long a mirror is waited for and how often it is asked; times in milliseconds. */
export interface Patience {
  /** The longest silence before a transfer counts as stalled. */
  readonly silence: number;
  /** Attempts in a row that may bring nothing before the mirror is given up. */
  readonly attempts: number;
  /** Pause after the first failure; it doubles with each further one. */
  readonly firstPause: number;
  /** The longest pause, also of those that a server asks for: one that asks for more is given up. */
  readonly longestPause: number;
}

export const PATIENCE: Patience = { silence: 30_000, attempts: 4, firstPause: 500, longestPause: 60_000 };

const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * The pause after so many failures in a row: `firstPause · 2^(failures − 1)`, times a factor from ¾ to 1¼ that differs from
 * one failure and one file to the next, so that downloads which failed together do not come back together. The factors are
 * the fractional parts of multiples of the golden ratio: spread evenly, and the same in each run.
 *
 * @param failures from 1
 * @param spread any integer that tells apart what waits at once
 */
export function pauseAfter(failures: number, spread: number, { firstPause, longestPause }: Patience): number {
  const factor = 0.75 + 0.5 * (((failures + spread) * GOLDEN_RATIO) % 1);
  return Math.min(firstPause * 2 ** (failures - 1) * factor, longestPause);
}
