import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { zoo } from '@gradlab/models';
import { readWeightsDescription } from '@gradlab-examples/harness';
import { runForTest, writeDigits } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colouredDigits } from './index.ts';
import { loadColouredDigits } from './load-coloured-digits.ts';
import type { Training } from './run-training.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-coloured-digits-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a run on drawn digits', () => {
  it('trains both networks, writes report, figures and weights, and leaks nothing', async () => {
    const backend = await useBackend('wasm');
    const source = await writeDigits(root, { train: 360, test: 80 });
    const before = tf.memory().numTensors;
    const out = join(root, 'out');
    const { metrics } = await runForTest<{ trainings: Training[] }>(colouredDigits, { out, backend, source });
    expect(tf.memory().numTensors).toBe(before);
    expect(metrics.trainings.map(({ id }) => id)).toEqual(['shared', 'separate']);
    for (const { test, confusions, mistakes, parameterCount, network } of metrics.trainings) {
      expect(parameterCount).toBe(zoo[network].parameterCount);
      expect(test.joint).toBeLessThanOrEqual(Math.min(test.digit, test.colour));
      // What is counted three ways is the same: the metric, the matrix, and the list of mistakes.
      expect(mistakes.length).toBe(Math.round(80 * (1 - test.joint)));
      const right = confusions.digit.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
      expect(right).toBe(Math.round(80 * test.digit));
      expect(confusions.colour.length).toBe(8);
    }
    const files = await readdir(join(out, 'coloured-digits'));
    expect(files).toEqual(
      expect.arrayContaining([
        'samples.svg',
        'digit-error.svg',
        'shared-mistakes.svg',
        'separate-colour-confusion.svg',
      ]),
    );
    const html = await readFile(join(out, 'coloured-digits', 'report.html'), 'utf8');
    expect(html.replace(/base64,[^"]*/g, '')).not.toMatch(/NaN|undefined/);
    // A network of two heads is none that a picture can be classified with.
    const weights = readWeightsDescription(join(out, 'coloured-digits', 'weights-shared.safetensors'));
    await expect(weights).rejects.toThrow('does not say which network');
  });
});

describe('coloured digits', () => {
  it('are the digits that were loaded, in colours of their own in every part', async () => {
    const source = await writeDigits(root, { train: 120, test: 16 });
    const context = {
      source,
      profile: 'full',
      seed: 1,
      signal: new AbortController().signal,
      log: () => undefined,
    } as const;
    const data = await loadColouredDigits(context, { train: 1, validation: 1, test: 1 });
    expect([data.train.size, data.validation.size, data.test.size]).toEqual([100, 20, 16]);
    expect(data.isReference).toBe(false);
    expect(data.name).toContain('coloured digits of');
    expect(data.train.y.colour.data.slice(0, 16)).not.toEqual(data.test.y.colour.data.slice(0, 16));
    expect(
      (await loadColouredDigits({ ...context, seed: 2 }, { train: 1, validation: 1, test: 1 })).train.y.colour.data,
    ).not.toEqual(data.train.y.colour.data);
  });
});
