import { key } from '@gradlab/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from './dimension.ts';
import type { Evaluation, Proposal } from './evaluation.ts';
import { gridSearch, randomSearch } from './fixed-strategies.ts';
import { readRungs } from './rungs.ts';
import type { Strategy } from './strategy.ts';
import { asha, successiveHalving } from './successive-halving.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 500 : 30;

const problem = { space: { x: uniform(0, 1) }, constraints: [], seed: key(5), direction: 'maximize' as const };

type Score = (proposal: Proposal) => number | undefined;

/** Plays a search with several runs at a time, which end in an order drawn from `turns`; `undefined` is a failure. */
function play(strategy: Strategy, scoreOf: Score, turns: readonly number[] = [0], workers = 1): Evaluation[] {
  const plan = strategy.plan(problem);
  const ended: Evaluation[] = [];
  const running: Proposal[] = [];
  for (let turn = 0; ; turn++) {
    const next = running.length < workers ? plan.next({ ended, running }) : 'wait';
    if (typeof next === 'object') {
      running.push(next);
      continue;
    }
    if (running.length === 0) {
      expect(next).toBe('done');
      return ended;
    }
    const [proposal] = running.splice((turns[turn % turns.length] ?? 0) % running.length, 1);
    if (proposal === undefined) throw new Error('nothing runs');
    const score = scoreOf(proposal);
    const result = score === undefined ? { state: 'failed' as const } : { state: 'finished' as const, score };
    ended.push({ ...proposal, ...result, reports: [], seconds: 0 });
  }
}

const x = ({ parameters }: Proposal): number => Number(parameters.x);
const trialsAt = (ended: readonly Evaluation[], budget?: number): number[] =>
  ended
    .filter((run) => run.budget === budget)
    .map(({ trial }) => trial)
    .sort((a, b) => a - b);
const best = (ended: readonly Evaluation[], count: number): number[] =>
  [...ended]
    .sort((a, b) => x(b) - x(a))
    .slice(0, count)
    .map(({ trial }) => trial)
    .sort((a, b) => a - b);

describe('readRungs', () => {
  it.each([
    [{ trials: 27, minBudget: 1, maxBudget: 27 }, [1, 3, 9, 27]],
    [{ trials: 9, minBudget: 1, maxBudget: 10 }, [1, 3, 9, 10]],
    [{ trials: 4, minBudget: 2, maxBudget: 2 }, [2]],
    [{ trials: 4, minBudget: 1, maxBudget: 2, reduction: 1.2 }, [1, 2]],
    [{ trials: 4, minBudget: 0.5, maxBudget: 2, reduction: 2 }, [0.5, 1, 2]],
  ])('%o', (options, budgets) => {
    expect(readRungs('t', options).budgets).toEqual(budgets);
  });

  it.each([
    [{ trials: 0, minBudget: 1, maxBudget: 2 }, 'trials must be an integer >= 1'],
    [{ trials: 1, minBudget: 0, maxBudget: 2 }, 'minBudget must be a finite number > 0'],
    [{ trials: 1, minBudget: 3, maxBudget: 2 }, 'maxBudget must be a finite number >= 3'],
    [{ trials: 1, minBudget: 1, maxBudget: 2, reduction: 1 }, 'reduction must be a finite number > 1'],
  ])('refuses %o', (options, message) => {
    expect(() => successiveHalving(options)).toThrow(`successiveHalving: ${message}`);
    expect(() => asha(options)).toThrow(`asha: ${message}`);
  });
});

describe('gridSearch and randomSearch', () => {
  it('try each trial once, whatever ends first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 5 }),
        (turns, workers) => {
          expect(trialsAt(play(randomSearch({ trials: 12 }), x, turns, workers))).toEqual([...Array(12).keys()]);
          expect(trialsAt(play(gridSearch({ points: { x: 7 } }), x, turns, workers))).toEqual([...Array(7).keys()]);
        },
      ),
      { numRuns: runs },
    );
  });

  it('a longer random search begins with the shorter one', () => {
    const [short, long] = [4, 9].map((trials) => play(randomSearch({ trials }), x));
    expect(long?.slice(0, 4)).toEqual(short);
  });
});

describe('successiveHalving', () => {
  const strategy = successiveHalving({ trials: 27, minBudget: 1, maxBudget: 27 });

  it('sends the best third on, each time with three times the budget', () => {
    const ended = play(strategy, x);
    const first = ended.filter(({ budget }) => budget === 1);
    expect(trialsAt(ended, 1)).toEqual([...Array(27).keys()]);
    expect(trialsAt(ended, 3)).toEqual(best(first, 9));
    expect(trialsAt(ended, 9)).toEqual(best(first, 3));
    expect(trialsAt(ended, 27)).toEqual(best(first, 1));
    expect(ended).toHaveLength(strategy.plan(problem).total ?? 0);
  });

  it('tries the same with any number of workers, whatever ends first', () => {
    const sorted = (ended: Evaluation[]): string[] => ended.map((run) => JSON.stringify(run)).sort();
    const expected = sorted(play(strategy, x));
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 2, max: 6 }),
        (turns, workers) => {
          expect(sorted(play(strategy, x, turns, workers))).toEqual(expected);
        },
      ),
      { numRuns: runs },
    );
  });

  it('goes on from any point as it would have gone', () => {
    const whole = play(strategy, x);
    const plan = strategy.plan(problem);
    for (let count = 0; count <= whole.length; count++) {
      const next = plan.next({ ended: whole.slice(0, count), running: [] });
      const expected = whole[count];
      expect(next).toEqual(
        expected === undefined ? 'done' : expect.objectContaining({ trial: expected.trial, budget: expected.budget }),
      );
    }
  });

  it('does not send failures on, and ends when all have failed', () => {
    const failing = play(strategy, (proposal) => (proposal.trial % 2 === 0 ? undefined : x(proposal)));
    expect(trialsAt(failing, 3).every((trial) => trial % 2 === 1)).toBe(true);
    expect(play(strategy, () => undefined)).toHaveLength(27);
  });

  it('minimises where asked to', () => {
    const plan = strategy.plan({ ...problem, direction: 'minimize' });
    const ended = play(strategy, x).filter(({ budget }) => budget === 1);
    const next = plan.next({ ended, running: [] });
    const losers = [...ended]
      .sort((a, b) => x(a) - x(b))
      .slice(0, 9)
      .map(({ trial }) => trial);
    expect(losers).toContain((next as Proposal).trial);
  });
});

describe('asha', () => {
  const strategy = asha({ trials: 27, minBudget: 1, maxBudget: 9 });

  it('runs every trial, promotes only from the best third of its time, and each trial once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 6 }),
        (turns, workers) => {
          const ended = play(strategy, x, turns, workers);
          expect(trialsAt(ended, 1)).toEqual([...Array(27).keys()]);
          expect(new Set(ended.map(({ trial, budget }) => `${trial} ${budget}`)).size).toBe(ended.length);
          for (const [higher, lower] of [
            [3, 1],
            [9, 3],
          ] as const) {
            const below = trialsAt(ended, lower);
            expect(below).toEqual(expect.arrayContaining(trialsAt(ended, higher)));
            expect(trialsAt(ended, higher).length).toBeGreaterThanOrEqual(Math.floor(below.length / 3));
          }
          // The best of all is always promoted in the end.
          expect(trialsAt(ended, 9)).toContain(
            best(
              ended.filter(({ budget }) => budget === 1),
              1,
            )[0],
          );
        },
      ),
      { numRuns: runs },
    );
  });

  it('never waits while a trial may begin', () => {
    const plan = strategy.plan(problem);
    const running: Proposal[] = [];
    for (let i = 0; i < 27; i++) running.push(plan.next({ ended: [], running }) as Proposal);
    expect(running.map(({ trial }) => trial)).toEqual([...Array(27).keys()]);
    expect(plan.next({ ended: [], running })).toBe('wait');
  });

  it('brings the best one to the largest budget however few there are', () => {
    for (let trials = 1; trials <= 9; trials++) {
      const ended = play(asha({ trials, minBudget: 1, maxBudget: 9 }), x);
      const first = ended.filter(({ budget }) => budget === 1);
      expect(trialsAt(ended, 9)).toContain(best(first, 1)[0]);
    }
    expect(play(asha({ trials: 2, minBudget: 1, maxBudget: 9 }), () => undefined)).toHaveLength(2);
  });
});
