import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choice, conditional, integer, logUniform, uniform } from './dimension.ts';
import type { Evaluation } from './evaluation.ts';
import { gridSearch, randomSearch } from './fixed-strategies.ts';
import type { Executor, Outcome, TrialContext } from './objective.ts';
import { search } from './search.ts';
import { successiveHalving } from './successive-halving.ts';

const space = { rate: logUniform(1e-4, 1), activation: choice(['relu', 'tanh']) };
const strategy = randomSearch({ trials: 12 });

describe('search', () => {
  it('finds the best of all combinations', async () => {
    const grid = { a: choice([1, 2, 3]), b: choice([10, 20]) };
    const result = await search(grid, ({ a, b }) => -((a - 2) ** 2) + b, { strategy: gridSearch() });
    expect(result.best).toMatchObject({ parameters: { a: 2, b: 20 }, score: 20, state: 'finished' });
    expect(result.trials.map(({ parameters }) => [parameters.a, parameters.b])).toEqual([
      [1, 10],
      [1, 20],
      [2, 10],
      [2, 20],
      [3, 10],
      [3, 20],
    ]);
    expect(result).toMatchObject({ space: grid, direction: 'maximize', cost: 6 });
    const least = await search(grid, ({ a, b }) => a * b, { strategy: gridSearch(), direction: 'minimize' });
    expect(least.best?.parameters).toEqual({ a: 1, b: 10 });
  });

  it('gives each trial a seed of its own, and the same one again', async () => {
    const seedsOf = async (seed: number): Promise<number[]> => {
      const seeds: number[] = [];
      await search(space, (_, context) => seeds.push(context.seed), { strategy, seed });
      return seeds;
    };
    const seeds = await seedsOf(3);
    expect(new Set(seeds).size).toBe(12);
    expect(await seedsOf(3)).toEqual(seeds);
    expect(await seedsOf(4)).not.toEqual(seeds);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  });

  it('records failures of every kind and goes on', async () => {
    const results: readonly [() => Outcome, ...(() => Outcome | Promise<Outcome>)[]] = [
      () => Number.NaN,
      () => ({ score: 'high' as never }),
      () => undefined as never,
      () => {
        throw new Error('did not converge');
      },
      () => Promise.reject('no error at all'),
      () => ({ score: 0.5, epochs: 3, curve: [0.1, 0.5] }),
    ];
    const indices = { i: choice([0, 1, 2, 3, 4, 5]) };
    const { trials, best } = await search(indices, ({ i }) => (results[i] ?? results[0])(), { strategy: gridSearch() });
    expect(trials.map(({ state, error }) => error ?? state)).toEqual([
      'the objective must return a finite score, got NaN',
      'the objective must return a finite score, got "high"',
      'the objective must return a finite score, got undefined',
      'did not converge',
      'no error at all',
      'finished',
    ]);
    expect(best).toMatchObject({ trial: 5, score: 0.5, metrics: { epochs: 3, curve: [0.1, 0.5] } });
    const none = await search(indices, () => Number.NaN, { strategy: gridSearch() });
    expect(none.best).toBeUndefined();
  });

  it('records what cannot be recorded as a failure', async () => {
    const cyclic: Record<string, unknown> = { score: 1 };
    cyclic.self = cyclic;
    const results: readonly ((context: TrialContext) => unknown)[] = [
      () => ({ score: 1, big: 1n }),
      () => cyclic,
      () => ({ score: 1, f: () => 1 }),
      () => {
        throw Object.create(null);
      },
      () => {
        throw new RangeError();
      },
      ({ report }) => report(1n as never, 1),
      ({ report }) => report(1, '1' as never),
    ];
    const indices = { i: integer(0, results.length - 1) };
    const { trials } = await search(indices, ({ i }, context) => results[i]?.(context) as never, {
      strategy: gridSearch(),
    });
    expect(trials.map(({ error }) => error?.split('\n')[0])).toEqual([
      expect.stringMatching(/^the objective must return what JSON can hold \(.*BigInt/),
      expect.stringMatching(/^the objective must return what JSON can hold \(.*circular/),
      'the objective must return what JSON can hold (a function is among it)',
      'an object of no class',
      'RangeError',
      'report: step must be a finite number, got 1',
      'report: score must be a number, got "1"',
    ]);
  });

  it('records no report that comes after the end', async () => {
    const late: TrialContext['report'][] = [];
    const objective = (_: unknown, { report }: TrialContext): number => late.push(report);
    const { best } = await search(space, objective, { strategy: randomSearch({ trials: 1 }) });
    late[0]?.(1, 1);
    expect(best?.evaluations[0]?.reports).toEqual([]);
  });

  it('records what was reported on the way, infinities as null', async () => {
    const objective = (_: unknown, { report }: TrialContext): number => {
      for (const [step, score] of [0.1, 0.7, Number.NaN].entries()) report(step, score);
      return 1;
    };
    const { best } = await search({ x: uniform(0, 1) }, objective, { strategy: randomSearch({ trials: 1 }) });
    expect(best?.evaluations[0]?.reports).toEqual([
      { step: 0, score: 0.1 },
      { step: 1, score: 0.7 },
      { step: 2, score: null },
    ]);
  });

  it('takes the best of those with the largest budget, and adds up the budgets', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'gradlab-trials-'));
    // Half-trained networks look better here than whole ones.
    const halving = successiveHalving({ trials: 9, minBudget: 1, maxBudget: 9 });
    const result = await search(
      { x: uniform(0, 1) },
      ({ x }, { budget = 0, directory }) => ({ score: x + 10 / budget, directory: directory ?? '' }),
      { strategy: halving, directory },
    );
    expect(result.best?.budget).toBe(9);
    expect(result.best?.evaluations.map(({ budget }) => budget)).toEqual([1, 3, 9]);
    expect(result.best?.metrics?.directory).toMatch(/gradlab-trials-\w+.trial-\d$/);
    await rm(directory, { recursive: true });
    expect(result.cost).toBe(9 * 1 + 3 * 3 + 9);
    const all = await search({ x: uniform(0, 1) }, ({ x }) => x, { strategy: randomSearch({ trials: 9 }) });
    expect(result.best?.parameters).toEqual(all.best?.parameters);
  });

  it('tells each run as it ends, and how many there will be', async () => {
    const told: [number, number, number | undefined][] = [];
    await search(space, ({ rate }) => rate, {
      strategy: randomSearch({ trials: 3 }),
      onEvaluation: ({ trial }, { ended, total }) => told.push([trial, ended, total]),
    });
    expect(told).toEqual([
      [0, 1, 3],
      [1, 2, 3],
      [2, 3, 3],
    ]);
  });

  it('begins no run after its time', async () => {
    const slow = (): Promise<number> => new Promise((resolve) => setTimeout(resolve, 60, 1));
    const { trials } = await search(space, slow, { strategy, timeLimit: 0.1 });
    expect(trials.length).toBeGreaterThan(0);
    expect(trials.length).toBeLessThan(6);
  });

  it('stops when aborted, with the reason, and tells the objective', async () => {
    const controller = new AbortController();
    let seen = 0;
    const objective = (_: unknown, { trial, signal }: TrialContext): number => {
      if (trial === 3) controller.abort(new Error('enough'));
      seen += Number(!signal.aborted);
      return 1;
    };
    await expect(search(space, objective, { strategy, signal: controller.signal })).rejects.toThrow('enough');
    expect(seen).toBe(3);
    const never = search(space, () => expect.unreachable(), {
      strategy,
      signal: AbortSignal.abort(new Error('before')),
    });
    await expect(never).rejects.toThrow('before');
  });

  it('fails, and lets what runs beside it end, when a listener throws', async () => {
    let closed = false;
    const executor: Executor = {
      concurrency: 3,
      run: ({ trial }, { signal }) =>
        new Promise((resolve, reject) => {
          if (trial === 1) resolve(1);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      close: async () => {
        closed = true;
      },
    };
    const onEvaluation = (): void => {
      throw new Error('no more room on the page');
    };
    await expect(search(space, executor, { strategy, onEvaluation })).rejects.toThrow('no more room on the page');
    expect(closed).toBe(true);
  });

  it('keeps an executor of several runs busy, and never beyond', async () => {
    let [running, most] = [0, 0];
    const executor: Executor = {
      concurrency: 4,
      run: async ({ parameters, trial }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, trial % 3));
        running--;
        return Number(parameters.rate);
      },
      close: async () => undefined,
    };
    const several = await search(space, executor, { strategy, seed: 2 });
    const alone = await search(space, ({ rate }) => rate, { strategy, seed: 2 });
    expect(most).toBe(4);
    const plain = (evaluations: readonly Evaluation[]) => evaluations.map(({ seconds: _, ...rest }) => rest);
    expect(several.trials.map(({ evaluations }) => plain(evaluations))).toEqual(
      alone.trials.map(({ evaluations }) => plain(evaluations)),
    );
  });

  it.each([
    [
      'no space',
      () => search(null as never, () => 1, { strategy }),
      TypeError,
      'space must be an object of dimensions',
    ],
    ['an empty space', () => search({}, () => 1, { strategy }), RangeError, 'space must hold at least one dimension'],
    [
      'a number for a dimension',
      () => search({ x: 3 as never }, () => 1, { strategy }),
      TypeError,
      'space.x must be made by choice',
    ],
    [
      'a condition on nothing that is there',
      () =>
        search({ x: { type: 'conditional', on: 'y', values: [], dimension: uniform(0, 1) } }, () => 1, { strategy }),
      RangeError,
      'space.x must depend on a dimension that is not conditional, got "y"',
    ],
    [
      'a condition on a value that never comes',
      () =>
        search({ ...space, x: conditional({ on: 'activation', values: ['ReLU'] }, uniform(0, 1)) }, () => 1, {
          strategy,
        }),
      RangeError,
      'space.x must depend on values that activation can take, got "ReLU"',
    ],
    [
      'a condition on a real number',
      () => search({ ...space, x: conditional({ on: 'rate', values: [0.1] }, uniform(0, 1)) }, () => 1, { strategy }),
      RangeError,
      'space.x must depend on values that rate can take, got 0.1',
    ],
    [
      'an integer beside the steps',
      () =>
        search({ n: integer(2, 8, { step: 2 }), x: conditional({ on: 'n', values: [2, 3] }, uniform(0, 1)) }, () => 1, {
          strategy,
        }),
      RangeError,
      'space.x must depend on values that n can take, got 3',
    ],
    [
      'a condition without values',
      () => search({ ...space, x: conditional({ on: 'rate', values: [] }, uniform(0, 1)) }, () => 1, { strategy }),
      RangeError,
      'space.x must depend on at least one value of rate, got none',
    ],
    [
      'one constraint for a list',
      () => search(space, () => 1, { strategy, constraints: (() => true) as never }),
      TypeError,
      'constraints must be an array of functions',
    ],
    [
      'an executor that does nothing',
      () => search(space, { concurrency: 0, run: async () => 1, close: async () => undefined }, { strategy }),
      RangeError,
      'an executor must do at least one run at a time, got 0',
    ],
    [
      'half an executor',
      () => search(space, { concurrency: 1, run: async () => 1 } as never, { strategy }),
      TypeError,
      'an executor must have a number concurrency and functions run and close',
    ],
    [
      'workers beside an executor',
      () =>
        search(space, { concurrency: 1, run: async () => 1, close: async () => undefined }, { strategy, workers: 2 }),
      RangeError,
      'workers must be 0 beside an executor',
    ],
    [
      'a strategy that waits for nothing',
      () => search(space, () => 1, { strategy: { description: {}, plan: () => ({ next: () => 'wait' }) } }),
      Error,
      'the strategy waits for a run, and none is going on',
    ],
    ['no strategy', () => search(space, () => 1, {} as never), TypeError, 'strategy must be made by gridSearch'],
    [
      'no objective',
      () => search(space, 3 as never, { strategy }),
      TypeError,
      'objective must be a function, { module, export }',
    ],
    [
      'a closure for threads',
      () => search(space, () => 1, { strategy, workers: 2 }),
      TypeError,
      'with workers the objective must be { module, export }',
    ],
    [
      'a path for a URL',
      () => search(space, { module: './a.js', export: 'b' }, { strategy }),
      TypeError,
      'objective.module must be a URL',
    ],
    [
      'a way that is none',
      () => search(space, () => 1, { strategy, direction: 'up' as never }),
      RangeError,
      'direction must be one of',
    ],
    [
      'half a worker',
      () => search(space, () => 1, { strategy, workers: 0.5 }),
      RangeError,
      'workers must be an integer >= 0',
    ],
    [
      'no time',
      () => search(space, () => 1, { strategy, timeLimit: 0 }),
      RangeError,
      'timeLimit must be a finite number > 0',
    ],
  ] as const)('refuses %s', async (_, call, kind, message) => {
    await expect(call()).rejects.toThrow(kind);
    await expect(call()).rejects.toThrow(message);
  });
});
