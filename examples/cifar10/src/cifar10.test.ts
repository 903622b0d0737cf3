import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { buildNetwork, loadModel } from '@gradlab-examples/harness';
import { runForTest } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawnPictures } from './drawn-pictures.ts';
import { cifar10 } from './index.ts';
import { augmentation, inputTransform, meanImage } from './inputs.ts';
import { loadPictures } from './pictures.ts';
import { plansOf, ROWS } from './plan.ts';
import type { Results } from './training.ts';

let backend: BackendInfo;
let root: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-cifar10-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A folder of drawn pictures in CIFAR-10's form: a label and 3 × 1,024 bytes, channel by channel. */
async function writeBatches(train: number, test: number): Promise<void> {
  for (const [name, size, seed] of [
    ['data_batch_1.bin', train, 1],
    ['test_batch.bin', test, 2],
  ] as const) {
    const { x, y } = drawnPictures({ size, seed });
    const records = Array.from({ length: size }, (_, i) => {
      const pixels = x.data.subarray(i * 3072, (i + 1) * 3072);
      return [y.data[i] ?? 0, ...[0, 1, 2].flatMap((c) => Array.from(pixels).filter((_, k) => k % 3 === c))];
    });
    await writeFile(join(root, name), Uint8Array.from(records.flat()));
  }
}

describe('plans', () => {
  it('add one change to the row before, with the published number of parameters', () => {
    const plans = plansOf('full');
    expect(plans.map(({ id }) => id)).toEqual(ROWS);
    for (const { before, changes } of plans.slice(1)) {
      const earlier = plans.find(({ id }) => id === before)?.changes ?? changes;
      const changed = Object.entries(changes).filter(([name, value]) => ({ ...earlier })[name as never] !== value);
      expect(changed).toHaveLength(1);
    }
    expect(plans.map(({ network }) => network.parameterCount)).toEqual([
      ...Array(8).fill(1_191_170),
      1_191_170 + 2 * (32 + 64 + 64 + 1000),
    ]);
    expect(plans.map(({ epochs }) => epochs)).toEqual(Array(9).fill(50));
    for (const { network } of [...plansOf('quick').slice(-2), ...plans.slice(-1)]) {
      const model = buildNetwork(network.reference, 1);
      expect(model.countParameters()).toBe(network.parameterCount);
      model.dispose();
    }
  });

  it('are those of the rows asked for, of so many epochs', () => {
    expect(plansOf('quick', { only: ['flip', 'reference'], epochs: 2 }).map(({ id, epochs }) => [id, epochs])).toEqual([
      ['reference', 2],
      ['flip', 2],
    ]);
  });
});

describe('inputs', () => {
  it('are centred by the mean of the training pictures, in a test as well', () => {
    const train = drawnPictures({ size: 6, seed: 1 });
    const mean = meanImage(train);
    const third = [0, 1, 2, 3, 4, 5].reduce((sum, i) => sum + (train.x.data[i * 3072 + 3] ?? 0), 0);
    expect(mean[3]).toBeCloseTo(third / 6 / 255, 6);
    const [, centred, flipped] = plansOf('full');
    const image = { data: train.x.data.slice(0, 3072) as Uint8Array, shape: [32, 32, 3], scale: 1 / 255 };
    const input = centred && inputTransform(centred.changes, train)?.apply(image, { seed: 1 }).data[3];
    expect(input).toBeCloseTo((image.data[3] ?? 0) / 255 - (mean[3] ?? 0), 6);
    expect(centred && augmentation(centred.changes, 32)).toBeUndefined();
    expect(flipped && augmentation(flipped.changes, 32)?.config).toMatchObject({ name: 'compose' });
  });
});

describe('a run', () => {
  it('writes report, figures, metrics and weights on the pictures of a folder, and leaks nothing', {
    timeout: 120_000,
  }, async () => {
    await writeBatches(60, 40);
    const before = tf.memory().numTensors;
    const only = ['schedule', 'dropout-75', 'crop'];
    const { metrics } = await runForTest<Results & { data: object }>(cifar10, {
      ...{ out: join(root, 'out'), backend, only, source: { kind: 'directory', path: root } },
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(metrics.data).toMatchObject({ train: 54, validation: 6, test: 40, isReference: false });
    const names = ['samples', 'augmented', 'pictures-loss', 'network-accuracy', 'differences', 'confusion', 'hardest'];
    const folder = join(root, 'out', 'cifar10');
    expect(await readdir(folder)).toEqual(expect.arrayContaining(names.map((name) => `${name}.svg`)));
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    for (const { label, predictions } of metrics.trainings) {
      expect(html).toContain(label);
      expect(predictions).toMatch(/^\d{40}$/);
    }
    expect(html).toContain('Run at a reduced size');
    expect(html).toContain('60 of the 50,000 training pictures');
    expect(html).toContain('Not run here: reference, mean-image, flip, dropout-25');
    const { model, description } = await loadModel(join(folder, 'weights-crop.safetensors'));
    model.dispose();
    expect(description).toMatchObject({ input: 'photo', transform: { name: 'subtractImage' } });
    expect(description.classes[3]).toBe('cat');
  });

  it('refuses a folder without pictures', async () => {
    await writeBatches(0, 10);
    const about = { seed: 1, signal: new AbortController().signal, log: () => undefined, profile: 'quick' } as const;
    const source = { kind: 'directory', path: root } as const;
    await expect(loadPictures({ ...about, source }, { train: 1, validation: 1, test: 1 })).rejects.toThrow();
  });
});
