import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { loadModel } from '@gradlab-examples/harness';
import { runForTest } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { housePrices } from './index.ts';
import { GRID } from './plan.ts';
import type { Results } from './results.ts';

let backend: BackendInfo;
let root: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-house-prices-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A table in Boston's columns, in which a price is 10 + 2 rm − lstat/2. */
function bostonTable(rows: number): string {
  const header = 'crim,zn,indus,chas,nox,rm,age,dis,rad,tax,ptratio,b,lstat,medv';
  const lines = Array.from({ length: rows }, (_, i) => {
    const [rm, lstat] = [4 + ((7 * i) % 11) / 4, 2 + ((5 * i) % 13)];
    return [i % 3, i % 5, i % 7, i % 2, 0.5, rm, i % 9, 4, 1, 300, 15, 390, lstat, 10 + 2 * rm - lstat / 2].join(',');
  });
  return `${[header, ...lines].join('\n')}\n`;
}

describe('a run on drawn houses', () => {
  it('writes report, figures, metrics and weights, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const { metrics } = await runForTest<Results & { data: object }>(housePrices, { out: root, backend });
    expect(tf.memory().numTensors).toBe(before);
    const [drawn] = metrics.results;
    if (drawn === undefined || metrics.results.length !== 1) throw new Error('one set is drawn');
    expect(metrics.data).toMatchObject({ sets: { 'drawn houses': { train: 1200, validation: 400, test: 400 } } });
    const files = await readdir(join(root, 'house-prices'));
    const figures = ['calibration', 'depths', 'grid', 'prices', 'spread'].map((name) => `drawn-${name}.svg`);
    expect(files).toEqual(
      expect.arrayContaining([...figures, 'report.html', 'weights-drawn-gaussian-unit.safetensors']),
    );
    expect(drawn.grid).toHaveLength(GRID.length);
    expect(drawn.depths.map(({ parameterCount }) => parameterCount)).toEqual([7, 81, 191, 411, 7, 81, 191, 411]);
    // The set's own formula leaves most of the variance to what least squares can explain, but not all.
    expect(drawn.leastSquares.test.r2).toBeGreaterThan(0.5);
    expect(drawn.leastSquares.test.r2).toBeLessThan(0.95);
    for (const { train } of drawn.depths.filter(({ layers }) => layers === 1)) {
      expect(train.mse).toBeGreaterThanOrEqual(drawn.leastSquares.train.mse);
    }
    // The course and the scores are of the same weights on the same houses, one in float32 and one in doubles.
    for (const { validationLoss, keptEpoch, validation } of [...drawn.depths, ...drawn.gaussian]) {
      const after = 'nll' in validation ? validation.nll : validation.mse;
      expect(Math.abs((validationLoss[keptEpoch - 1] ?? 0) - after)).toBeLessThan(1e-5);
    }
    const html = await readFile(join(root, 'house-prices', 'report.html'), 'utf8');
    for (const text of ['One to five layers', 'Depth, width and activation', 'A predicted variance', 'The true σ']) {
      expect(html).toContain(text);
    }
    const { model, description } = await loadModel(
      join(root, 'house-prices', 'weights-drawn-gaussian-unit.safetensors'),
    );
    expect(description.input).toBe('numbers');
    expect(model.inputShape).toEqual([6]);
    model.dispose();
  });
});

describe('a run on tables', () => {
  it('takes the table that a folder has, in dollars, and finds what prices are made of by least squares', async () => {
    const path = join(root, 'data', 'housing');
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'boston_housing.csv'), bostonTable(100));
    const { metrics } = await runForTest<Results>(housePrices, {
      ...{ out: join(root, 'runs'), backend, only: ['D4-depth'], profile: 'full' },
      source: { kind: 'directory', path: join(root, 'data') },
    });
    expect(metrics.results.map(({ id, grid, gaussian }) => [id, grid.length, gaussian.length])).toEqual([
      ['boston', 0, 0],
    ]);
    // Prices of some 20,000 dollars in float32 are rounded by a thousandth of a dollar, inputs likewise.
    expect(metrics.results[0]?.leastSquares.test.rmse).toBeLessThan(0.05);
  });

  it('says what is wrong with the data', async () => {
    const path = join(root, 'data');
    await mkdir(path);
    const run = () =>
      runForTest(housePrices, { out: join(root, 'runs'), backend, source: { kind: 'directory', path } });
    await expect(run()).rejects.toThrow(
      /expected BostonHousing.csv or boston_housing.csv.* expected .*california_housing/,
    );
    await writeFile(join(path, 'boston_housing.csv'), bostonTable(1));
    await expect(run()).rejects.toThrow('--data: Boston housing must hold at least one');
    const [header] = bostonTable(0).split('\n');
    const alike = Array.from({ length: 9 }, (_, i) => `${i},1,1,0,1,1,1,1,1,1,1,1,1,24`);
    await writeFile(join(path, 'boston_housing.csv'), `${[header, ...alike].join('\n')}\n`);
    await expect(run()).rejects.toThrow('must have prices that differ, got 24000 alone');
  });
});
