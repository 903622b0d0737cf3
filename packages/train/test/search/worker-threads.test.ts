import { threadId } from 'node:worker_threads';
import { type ObjectiveModule, randomSearch, search, successiveHalving, uniform } from '@gradlab/train';
import { describe, expect, it } from 'vitest';

// From dist, as a worker is a file there.
const MODULE = new URL('./objectives.mjs', import.meta.url);
const at = (name: string): ObjectiveModule => ({ module: MODULE, export: name });
const space = { x: uniform(0, 1) };
const strategy = randomSearch({ trials: 12 });

describe('search on worker threads', () => {
  it('does runs on threads with a backend of their own, with the scores of one process', async () => {
    const result = await search(space, at('onBackend'), { strategy, seed: 3, workers: 2 });
    const alone = await search(space, at('onBackend'), { strategy, seed: 3 });
    expect(result.trials.map(({ score }) => score)).toEqual(alone.trials.map(({ score }) => score));
    const threads = new Set(result.trials.map(({ metrics }) => metrics?.thread));
    expect(threads.size).toBe(2);
    expect(threads).not.toContain(threadId);
    expect(result.trials.map(({ metrics }) => metrics?.tensors)).toEqual(Array(12).fill(0));
    for (const { evaluations } of result.trials) {
      expect(evaluations[0]?.reports).toEqual(Array.from({ length: 50 }, (_, step) => ({ step, score: step / 50 })));
    }
  });

  it('finds the same by successive halving with any number of workers', async () => {
    const halving = successiveHalving({ trials: 9, minBudget: 1, maxBudget: 9 });
    const find = async (workers: number) => (await search(space, at('onBackend'), { strategy: halving, workers })).best;
    const [one, three] = [await find(1), await find(3)];
    expect([three?.trial, three?.score]).toEqual([one?.trial, one?.score]);
  });

  it('records a thread that ends, an error and an answer that is none, and goes on', async () => {
    const { trials } = await search(space, at('unlucky'), { strategy, workers: 2 });
    expect(trials.map(({ state }) => state)).toEqual(
      Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 'finished' : 'failed')),
    );
    expect(trials[1]?.error).toMatch(/exit/i);
    expect(trials[3]?.error).toBe('trial 3');
    expect(trials[5]?.error).toBe('the objective must return a finite score, got 1');
  });

  it('ends runs that never end when it is aborted', async () => {
    const run = search(space, at('endless'), { strategy, workers: 2, signal: AbortSignal.timeout(300) });
    await expect(run).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([0, 1])('spends no trial on a module that is wrong, with %d workers', async (workers) => {
    const run = (objective: ObjectiveModule) => search(space, objective, { strategy, workers });
    await expect(run(at('none'))).rejects.toThrow(/export "none" of .*objectives.mjs must be a function, got 3/);
    await expect(run({ module: new URL('./missing.mjs', MODULE), export: 'a' })).rejects.toThrow(/missing\.mjs/);
  });

  it('says in words what cannot cross from a thread', async () => {
    const { trials } = await search(space, at('uncloneable'), { strategy: randomSearch({ trials: 3 }), workers: 1 });
    expect(trials.map(({ error }) => error)).toEqual([
      'with a function',
      'an object of Object',
      'the objective must return what JSON can hold (a function is among it)',
    ]);
  });
});
