import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { loadModel } from '@gradlab-examples/harness';
import { runForTest, timeless } from '@gradlab-examples/harness/testing';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catsDogs } from './index.ts';
import { loadPhotos } from './photos.ts';
import type { Results } from './training.ts';

let backend: BackendInfo;
let root: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-cats-dogs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a run on drawn pets', () => {
  it('writes report, page, figures, metrics and weights, the same for the same seed, and leaks nothing', {
    timeout: 120_000,
  }, async () => {
    const before = tf.memory().numTensors;
    const only = ['C-K', 'C-sizes'];
    const { metrics, result } = await runForTest<Results>(catsDogs, { out: join(root, 'a'), backend, only });
    expect(tf.memory().numTensors).toBe(before);
    const folder = join(root, 'a', 'cats-dogs');
    const figures = [
      'samples',
      'augmented',
      'c-k-loss',
      'c-k-error',
      'sizes',
      'undecided',
      'features',
      'calibration',
      'confusion',
    ];
    expect(await readdir(folder)).toEqual(expect.arrayContaining(figures.map((name) => `${name}.svg`)));
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    for (const { label } of metrics.trainings) expect(html).toContain(label);
    expect(html).toContain('<a href="mistakes.html">');
    expect(html).toContain('Run at a reduced size');
    expect(await readFile(join(folder, 'mistakes.html'), 'utf8')).toContain('not sorted');

    const [plain] = metrics.trainings;
    expect(plain?.test).toHaveLength(150);
    expect(result.rows).toHaveLength(2 * metrics.trainings.length);
    const { model, description } = await loadModel(join(folder, 'weights-c-k-plain.safetensors'));
    model.dispose();
    expect(description).toMatchObject({ input: 'photo', classes: ['cat', 'dog'], transform: { name: 'zeroCenter' } });

    const again = await runForTest<Results>(catsDogs, { out: join(root, 'b'), backend, only: ['C-K'] });
    expect(timeless(again.metrics.trainings)).toEqual(timeless(metrics.trainings.slice(0, 2)));
  });
});

const shared = sharedDataDirectory('cats-vs-dogs');

describe.skipIf(shared === undefined)('photos', () => {
  const path = join(shared ?? '', '..');

  it('come in their parts, cats and dogs in turns', async () => {
    const about = {
      source: { kind: 'directory', path },
      seed: 1,
      signal: new AbortController().signal,
      log: () => undefined,
    } as const;
    const sizes = { train: 40, validation: 20, test: 20 };
    const whole = await loadPhotos({ ...about, profile: 'full' }, sizes);
    expect([whole.train.size, whole.validation.size, whole.test.size, whole.isReference]).toEqual([
      4000,
      1000,
      1000,
      false,
    ]);
    for (let i = 0; i < whole.train.size; i += 2) {
      expect([whole.train.y.data[i], whole.train.y.data[i + 1]]).toEqual([0, 1]);
    }
    const few = await loadPhotos({ ...about, profile: 'quick' }, sizes);
    expect([few.train.size, few.validation.size, few.test.size]).toEqual([40, 20, 20]);
    expect(few.digests).toEqual(whole.digests);
  });

  it('can be trained on', { timeout: 120_000 }, async () => {
    const source = { kind: 'directory', path } as const;
    const { metrics } = await runForTest<Results>(catsDogs, { out: root, backend, source, only: ['C-H-baseline'] });
    expect(metrics.trainings.map(({ failure, history }) => [failure, history.length])).toEqual(
      Array(3).fill([null, 1]),
    );
  });
});
