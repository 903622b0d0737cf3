import { describe, expect, it } from 'vitest';
import { choice, conditional, uniform } from './dimension.ts';
import { randomSearch } from './fixed-strategies.ts';
import { importance } from './importance.ts';
import { search } from './search.ts';
import { summarize } from './search-result.ts';
import { successiveHalving } from './successive-halving.ts';

const strategy = randomSearch({ trials: 1000 });
const shares = (list: ReturnType<typeof importance>): Record<string, number> =>
  Object.fromEntries(list.map(({ name, share }) => [name, share]));

describe('importance', () => {
  it('finds the shares of a sum whose parts are known', async () => {
    const space = { strong: uniform(0, 1), weak: uniform(0, 1), kind: choice(['a', 'b']), idle: uniform(0, 1) };
    // Variances of 2u, u and ±½: 4/12, 1/12 and 1/4 of a sum of 8/12.
    const result = await search(space, ({ strong, weak, kind }) => 2 * strong + weak + (kind === 'a' ? 0.5 : -0.5), {
      strategy,
    });
    const found = importance(result);
    expect(found.map(({ name }) => name)).toEqual(['strong', 'kind', 'weak', 'idle']);
    const { strong, weak, kind, idle } = shares(found);
    // Eight groups keep 1 − 1/64 of a linear effect; with 1,000 trials a share is off by about two hundredths.
    expect(strong).toBeCloseTo(0.5, 1);
    expect(kind).toBeCloseTo(0.375, 1);
    expect(weak).toBeCloseTo(0.125, 1);
    expect(Math.abs(idle ?? 1)).toBeLessThan(0.04);
  });

  it('counts the absence of a conditional hyperparameter as a value', async () => {
    const space = { on: choice([true, false]), extra: conditional({ on: 'on', values: [true] }, uniform(0, 1)) };
    const { extra } = shares(importance(await search(space, ({ extra = 0 }) => extra, { strategy })));
    expect(extra).toBeGreaterThan(0.9);
  });

  it('leaves failures out, and says nothing of two trials or equal scores', async () => {
    const space = { x: uniform(0, 1) };
    const evaluation = (trial: number, score: number) => ({
      trial,
      parameters: { x: trial },
      state: 'finished' as const,
      score,
      reports: [],
      seconds: 0,
    });
    expect(importance(summarize(space, 'maximize', [evaluation(0, 1), evaluation(1, 2)]))).toEqual([]);
    const equal = [0, 1, 2, 3, 4, 5].map((trial) => evaluation(trial, 7));
    expect(importance(summarize(space, 'maximize', equal))).toEqual([{ name: 'x', share: 0 }]);
    expect(importance(summarize(space, 'maximize', []))).toEqual([]);
  });

  it('compares the runs of the largest budget that enough of them had', async () => {
    const space = { strong: uniform(0, 1), idle: uniform(0, 1) };
    const find = async (trials: number) => {
      // Scores at different budgets have nothing to do with one another.
      const objective = ({ strong }: { strong: number }, { budget = 0 }): number => 100 * budget + strong;
      const halving = successiveHalving({ trials, minBudget: 1, maxBudget: 9 });
      return shares(importance(await search(space, objective, { strategy: halving })));
    };
    // Twenty-seven at a budget of 1 are compared, not the three that got as far as 9; of 60, twenty at 3.
    const [few, many] = [await find(27), await find(60)];
    for (const { strong, idle } of [few, many]) {
      expect(strong).toBeGreaterThan(0.7);
      expect(Math.abs(idle ?? 1)).toBeLessThan(0.35);
    }
    // The upper third alone, which is cut where it is cut, is another set of runs.
    expect(many.strong).not.toBe(few.strong);
  });
});
