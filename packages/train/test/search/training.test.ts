import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integer, logUniform, type SearchResult, search, successiveHalving } from '@gradlab/train';
import { afterEach, beforeEach, expect, it } from 'vitest';

const space = { rate: logUniform(1e-3, 1e-1), hidden: integer(4, 16, { step: 4 }) };
const strategy = successiveHalving({ trials: 6, minBudget: 1, maxBudget: 4, reduction: 2 });
const objective = { module: new URL('./training-objective.mjs', import.meta.url), export: 'train' };

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gradlab-search-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Scores and losses of every run, by trial; each must be the same to the bit. */
const found = ({ trials }: SearchResult<typeof space>) =>
  trials.map(({ trial, evaluations }) => [
    trial,
    ...evaluations.map(({ budget, score, metrics, error }) => [budget, score, metrics?.losses, metrics?.leak, error]),
  ]);

it('trains with checkpoints from budget to budget on threads as in one go in this process', {
  timeout: 60_000,
}, async () => {
  const threads = await search(space, objective, { strategy, seed: 5, workers: 2, directory });
  const whole = await search(space, objective, { strategy, seed: 5 });
  expect(found(threads)).toEqual(found(whole));
  expect(threads.best?.evaluations.map(({ metrics }) => metrics?.leak)).toEqual([0, 0, 0]);
  expect(threads.best?.evaluations.map(({ metrics }) => metrics?.epochs)).toEqual([[1], [2], [3, 4]]);
  expect(whole.best?.evaluations.map(({ metrics }) => metrics?.epochs)).toEqual([[1], [1, 2], [1, 2, 3, 4]]);
});
