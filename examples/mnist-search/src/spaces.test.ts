import { key } from '@gradlab/random';
import { gridSearch, type Parameters, type Plan, type Strategy } from '@gradlab/train';
import { describe, expect, it } from 'vitest';
import { halveGrid } from './halve-grid.ts';
import { countParameters } from './network-settings.ts';
import { gridPlans, randomPlans } from './search-plan.ts';
import { type Grid, gridConstraint, gridSpace, publishedGrid, settingsOf, smallGrid } from './spaces.ts';
import { bestPerceptronPlans, publishedBestPlans, sizePlans } from './training-plan.ts';

const problemOf = (grid: Grid) => ({
  space: gridSpace(grid),
  constraints: [gridConstraint(grid)],
  seed: key(1),
  direction: 'maximize' as const,
});
const pointsOf = (strategy: Strategy, grid: Grid): Parameters[] => {
  const plan = strategy.plan(problemOf(grid));
  return Array.from({ length: plan.total ?? 0 }, (_, trial) => plan.parametersOf?.(trial) ?? {});
};

/** All proposals of a plan, each of which scores what `scoreOf` says of its trial. */
function play(plan: Plan, scoreOf: (trial: number) => number) {
  const ended: { trial: number; budget: number; parameters: Parameters }[] = [];
  for (;;) {
    const done = ended.map((run) => ({
      ...run,
      state: 'finished' as const,
      score: scoreOf(run.trial),
      reports: [],
      seconds: 0,
    }));
    const next = plan.next({ ended: done, running: [] });
    if (typeof next === 'string') return ended;
    ended.push({ trial: next.trial, budget: next.budget ?? 0, parameters: next.parameters });
  }
}

describe('the grid', () => {
  it.each([
    ['published', publishedGrid],
    ['small', smallGrid],
  ])('has 72 of 81 networks: in the %s one all but the smallest pair of layers', (_, grid) => {
    const { learningRates, batchSizes, sizes, leastParameters, mostParameters } = grid;
    expect(learningRates.length * batchSizes.length * sizes.length ** 2).toBe(81);
    const points = pointsOf(gridSearch(), grid);
    expect(points).toHaveLength(72);
    const counts = points.map((point) => countParameters(settingsOf(point).hidden));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(leastParameters);
    expect(Math.max(...counts)).toBeLessThanOrEqual(mostParameters);
    const smallest = points.filter(({ hidden1, hidden2 }) => hidden1 === sizes[0] && hidden2 === sizes[0]);
    expect(smallest).toEqual([]);
  });

  it('comes in the order of the report', () => {
    const first = pointsOf(gridSearch(), publishedGrid).slice(0, 10);
    expect(first.every(({ learningRate }) => learningRate === 0.1)).toBe(true);
    expect(first.map(({ hidden1, hidden2, batchSize }) => `${batchSize} ${hidden1}-${hidden2}`)).toEqual([
      ...['400-500', '400-600', '500-400', '500-500', '500-600', '600-400', '600-500', '600-600'].map((s) => `16 ${s}`),
      '32 400-500',
      '32 400-600',
    ]);
  });

  it('is halved from the same points, each once', () => {
    const plan = halveGrid({ minBudget: 1, maxBudget: 9 }).plan(problemOf(publishedGrid));
    const runs = play(plan, (trial) => -Math.abs(trial - 40));
    const at = (budget: number) => runs.filter((run) => run.budget === budget);
    expect(at(1).map(({ parameters }) => parameters)).toEqual(pointsOf(gridSearch(), publishedGrid));
    expect([at(1).length, at(3).length, at(9).length]).toEqual([72, 24, 8]);
    // Those next to the 40th are the best; a point keeps its parameters on every rung.
    expect(
      at(9)
        .map(({ trial }) => trial)
        .sort((a, b) => a - b),
    ).toEqual([36, 37, 38, 39, 40, 41, 42, 43]);
    for (const { trial, parameters } of runs) expect(parameters).toEqual(at(1)[trial]?.parameters);
  });
});

describe('plans', () => {
  it('have the parameter counts of the reports', () => {
    const counts = sizePlans(1).map(({ settings }) => countParameters(settings.hidden));
    expect(counts).toEqual([669_706, 269_322, 535_818, 55_050, 26_506]);
    expect(countParameters([600, 400])).toBe(715_410);
    expect(publishedBestPlans(1).map(({ settings }) => settings.l2)).toEqual([0.005, 0.005 / 32]);
  });

  it('add one thing a row to the best perceptron', () => {
    const rows = bestPerceptronPlans(1).map(({ settings }) =>
      Object.entries(settings).map((entry) => JSON.stringify(entry)),
    );
    const changes = rows.slice(1).map((row, i) => row.filter((entry) => !rows[i]?.includes(entry)).sort());
    expect(changes).toEqual([
      ['["schedule","cosine"]'],
      ['["learningRate",0.02]', '["momentum",0.9]'],
      ['["dropout",0.3]'],
      ['["augmentation",true]'],
    ]);
  });

  it('halve the same draws that the random search makes', () => {
    const { whole, halving } = randomPlans({ leastSize: 16, mostSize: 64, trials: 20 }, 3, 3);
    const problem = { space: whole.space, constraints: [], seed: key(5), direction: 'maximize' as const };
    const [all, some] = [whole.strategy.plan(problem), halving.strategy.plan(problem)];
    for (let trial = 0; trial < 20; trial++) {
      const point = all.parametersOf?.(trial) ?? {};
      expect(some.parametersOf?.(trial)).toEqual(point);
      const { hidden, learningRate, l2 } = settingsOf(point);
      for (const size of hidden) expect(size >= 16 && size <= 64).toBe(true);
      expect(learningRate >= 1e-3 && learningRate <= 0.5).toBe(true);
      expect(l2 >= 1e-6 && l2 <= 1e-2).toBe(true);
    }
  });

  it('refuse a training of no epoch', () => {
    expect(() => gridPlans(publishedGrid, 0, 3)).toThrow(RangeError);
  });
});
