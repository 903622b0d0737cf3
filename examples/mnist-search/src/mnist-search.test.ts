import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { type DataSource, loadModel } from '@gradlab-examples/harness';
import { runForTest, type TestRun, timeless, writeDigits } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mnistSearch } from './index.ts';
import type { Results } from './results.ts';

let backend: BackendInfo;
let root: string;
let source: DataSource;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-mnist-search-'));
  source = await writeDigits(root, { train: 240, test: 60 });
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Metrics extends Results {
  readonly comparisons: { readonly published: number | null }[];
}

async function run(name: string, changes: Partial<TestRun>): Promise<Metrics> {
  return (await runForTest<Metrics>(mnistSearch, { out: join(root, name), backend, source, ...changes })).metrics;
}

const found = ({ sizes, publishedBest, searches, perceptrons }: Metrics): unknown =>
  timeless({ sizes, publishedBest, searches, perceptrons });

describe('a run on few digits', () => {
  // Every part once, three epochs each.
  it('writes report, figures, metrics and weights, and leaks nothing', { timeout: 400_000 }, async () => {
    const before = tf.memory().numTensors;
    const metrics = await run('run', { epochs: 3 });
    expect(tf.memory().numTensors).toBe(before);
    const folder = join(root, 'run', 'mnist-search');
    const files = await readdir(folder);
    const expected = ['k-error', 's-grid-networks', 's-grid-importance', 's-grid-pairs', 's-cost', 'h-cost'];
    expect(files).toEqual(expect.arrayContaining(expected.map((name) => `${name}.svg`)));
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    for (const { label } of [...metrics.sizes, ...metrics.perceptrons]) expect(html).toContain(label);
    expect(html).toContain('a cost ratio of');
    // Nothing was published of drawn digits.
    expect(metrics.comparisons.every(({ published }) => published === null)).toBe(true);

    const searchOf = (id: string) => metrics.searches.find(({ search }) => search.id === id)?.search;
    const [grid, halved] = [searchOf('s-grid'), searchOf('s-halving')];
    expect(grid?.trials).toHaveLength(72);
    expect(halved?.trials.filter(({ rounds }) => rounds === 3)).toHaveLength(24);
    expect(grid?.examples).toBe(72 * 3 * 200);
    expect(halved?.examples).toBe((48 + 24 * 3) * 200);
    for (const { trial, parameters, curve } of halved?.trials ?? []) {
      // Stopped early or not, each network took the course that it took in the whole grid.
      expect(grid?.trials[trial]?.parameters).toEqual(parameters);
      expect(grid?.trials[trial]?.curve.slice(0, curve.length)).toEqual(curve);
    }
    // Guessing gives 0.1.
    expect(Math.max(...(grid?.trials.map(({ score = 0 }) => score) ?? []))).toBeGreaterThan(0.2);

    const { model, description } = await loadModel(join(folder, 'weights-s-halving-best.safetensors'));
    expect(description).toMatchObject({ input: 'digit', network: { builder: 'mlp' } });
    expect(model.countParameters()).toBe(halved?.trials.find(({ trial }) => trial === halved.best)?.parameterCount);
    model.dispose();
  });

  it('goes on after an interruption, to the same numbers', { timeout: 200_000 }, async () => {
    const only = ['A2-H-halving'];
    const straight = await run('straight', { only, epochs: 2 });
    const controller = new AbortController();
    let runs = 0;
    const log = (line: string): void => {
      if (/run \d+ of/.test(line) && ++runs === 20) controller.abort(new Error('enough'));
    };
    await expect(run('broken', { only, epochs: 2, log, signal: controller.signal })).rejects.toThrow('enough');
    expect(await readdir(join(root, 'broken', 'mnist-search'))).toEqual(['.parts']);
    const lines: string[] = [];
    const resumed = await run('broken', { only, epochs: 2, log: (line) => lines.push(line) });
    expect(found(resumed)).toEqual(found(straight));
    // 27 networks, of which 9 go on to the end: what was done before the interruption was not done again.
    expect(lines.filter((line) => /run \d+ of/.test(line))).toHaveLength(27 + 9 - 20);
  });

  it('refuses a number of threads that is none', async () => {
    process.env.GRADLAB_SEARCH_WORKERS = 'two';
    try {
      await expect(run('run', { only: ['A2-H-halving'] })).rejects.toThrow(
        'GRADLAB_SEARCH_WORKERS must be an integer >= 0, got "two"',
      );
    } finally {
      delete process.env.GRADLAB_SEARCH_WORKERS;
    }
  });
});
