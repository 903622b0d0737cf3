import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PATIENCE, pauseAfter } from './patience.ts';

it('doubles the pause, a quarter more or less, up to the longest, the same each time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 10_000 }), (failures, spread) => {
      const pause = pauseAfter(failures, spread, PATIENCE);
      const middle = PATIENCE.firstPause * 2 ** (failures - 1);
      expect(pause).toBeGreaterThanOrEqual(Math.min(0.75 * middle, PATIENCE.longestPause));
      expect(pause).toBeLessThanOrEqual(Math.min(1.25 * middle, PATIENCE.longestPause));
      expect(pauseAfter(failures, spread, PATIENCE)).toBe(pause);
    }),
  );
});

it('spreads what fails together: of a hundred, no two come back at once', () => {
  const pauses = Array.from({ length: 100 }, (_, i) => pauseAfter(1, i, PATIENCE)).sort((a, b) => a - b);
  const gaps = pauses.slice(1).map((pause, i) => pause - (pauses[i] ?? 0));
  // A hundred in a quarter of a second: 2.5 ms apart if they were spread perfectly.
  expect(Math.min(...gaps)).toBeGreaterThan(1);
});
