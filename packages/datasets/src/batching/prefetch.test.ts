import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefetch } from './prefetch.ts';

describe('prefetch', () => {
  it('gives results in the order of the tasks, with never more of them begun than it may be ahead', async () => {
    const cases = fc.record({
      delays: fc.array(fc.nat(3), { maxLength: 12 }),
      ahead: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ delays, ahead }) => {
        let [begun, taken, most] = [0, 0, 0];
        const work = async (task: number): Promise<number> => {
          most = Math.max(most, ++begun - taken);
          for (let turn = 0; turn < (delays[task] ?? 0); turn++) await new Promise(setImmediate);
          return task;
        };
        const seen: number[] = [];
        for await (const result of prefetch(delays.keys(), work, ahead)) {
          seen.push(result);
          // All that may be begun is, before the loop's body runs: the workers are busy while it does.
          expect(begun).toBe(Math.min(delays.length, taken + 1 + ahead));
          taken++;
        }
        expect(seen).toEqual([...delays.keys()]);
        // The one that the loop has in its hands, and those ahead of it.
        expect(most).toBeLessThanOrEqual(ahead + 1);
      }),
      { numRuns: 50 },
    );
  });

  it('throws at the place of the task that failed, and begins none after it was left', async () => {
    const begun: number[] = [];
    const work = async (task: number): Promise<number> => {
      begun.push(task);
      if (task === 2) throw new Error('two');
      return task;
    };
    const seen: number[] = [];
    const loop = async (): Promise<void> => {
      for await (const result of prefetch([0, 1, 2, 3, 4, 5, 6], work, 2)) seen.push(result);
    };
    await expect(loop()).rejects.toThrow('two');
    expect([seen, begun]).toEqual([
      [0, 1],
      [0, 1, 2, 3],
    ]);
  });
});
