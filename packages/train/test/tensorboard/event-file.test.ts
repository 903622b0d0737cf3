import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventFile, type Picture, tensorBoard } from '@gradlab/train/tensorboard';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSampleEvents } from './sample-events.mjs';

interface Golden {
  readonly scalars: Readonly<Record<string, [time: number, step: number, value: string][]>>;
  readonly histograms: Readonly<
    Record<string, { min: number; max: number; num: number; sum: number; limits: number[]; counts: number[] }[]>
  >;
  readonly images: Readonly<Record<string, { width: number; height: number; mode: string; pixels: number[] }[]>>;
}

const goldens = new URL('../../goldens/', import.meta.url);
/** What TensorBoard's own reader found in the golden file. */
const read: Golden = JSON.parse(await readFile(new URL('events.json', goldens), 'utf8'));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlab-events-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('EventFile', () => {
  it('writes the bytes of the file that TensorBoard was given', async () => {
    const golden = await readFile(new URL('events.out.tfevents.golden', goldens));
    expect(await readFile(await writeSampleEvents(folder))).toEqual(golden);
  });

  it('takes any number of events to a flush, and writes those of one that failed with the next', async () => {
    const path = join(folder, 'run');
    await writeFile(path, 'in the way');
    const file = new EventFile(path);
    const count = 150_000; // more than the arguments that one call takes
    for (let step = 0; step < count; step++) file.scalar('loss', 1, step);
    await expect(file.flush()).rejects.toMatchObject({ code: 'EEXIST' });
    await rm(path);
    await file.flush();
    expect((await stat(file.path)).size).toBeGreaterThan(30 * count);
  });

  it('gave TensorBoard the scalars, as float32', () => {
    const losses = Array.from({ length: 5 }, (_, step) => Math.fround(1 / (1 + step)));
    expect(read.scalars.loss?.map(([, step, value]) => [step, Number(value)])).toEqual(losses.map((l, i) => [i, l]));
    expect(read.scalars.loss?.[0]?.[0]).toBe(1_700_000_002);
    expect(read.scalars['validation/λ']).toEqual([[1_700_000_007, 3_000_000_000, 'nan']]);
    expect(Number(read.scalars.rate?.[0]?.[2])).toBe(Math.fround(-1e-20));
  });

  it('gave TensorBoard the histograms', () => {
    const [weights] = read.histograms['dense1.weight'] ?? [];
    expect(weights).toMatchObject({ min: -3, max: Math.fround(6.99), num: 1000 });
    expect(weights?.limits).toHaveLength(30);
    expect(weights?.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(read.histograms['one value']?.[0]).toMatchObject({ min: 2, max: 2, num: 2, limits: [2], counts: [2] });
    expect(read.histograms.none?.[0]).toMatchObject({ num: 0, limits: [], counts: [] });
  });

  it('gave TensorBoard the pictures', () => {
    const [grey, colour] = [read.images.grey?.[0], read.images.colour?.[0]];
    expect(grey).toMatchObject({ width: 3, height: 2, mode: 'L', pixels: [0, 40, 80, 120, 160, 200] });
    expect(colour).toMatchObject({ width: 2, height: 2, mode: 'RGB' });
    expect(colour?.pixels).toEqual(Array.from({ length: 12 }, (_, i) => 20 * i));
  });

  it('refuses what is none', async () => {
    const file = new EventFile(folder);
    expect(() => file.scalar('', 1, 0)).toThrow('scalar: tag must be a text of at least one character, got ""');
    expect(() => file.scalar('loss', '1' as never, 0)).toThrow('scalar: value must be a number, got "1"');
    expect(() => file.scalar('loss', 1, -1)).toThrow('scalar: step must be an integer >= 0, got -1');
    expect(() => file.histogram('w', 3 as never, 0)).toThrow('histogram: values must be a list of numbers, got 3');
    const picture: Picture = { data: new Uint8Array(3), width: 2, height: 2, channels: 1 };
    await expect(file.image('p', picture, 0)).rejects.toThrow('image: data must be a Uint8Array of 4 values');
    await expect(file.image('p', { ...picture, channels: 2 as never }, 0)).rejects.toThrow('one of 1, 3, 4, got "2"');
    await expect(file.image('p', { ...picture, width: 0 }, 0)).rejects.toThrow('width must be an integer >= 1');
  });

  it('never writes over another file of the same run', () => {
    const now = (): number => 1;
    expect(new EventFile(folder, { now }).path).not.toBe(new EventFile(folder, { now }).path);
  });
});

describe('tensorBoard', () => {
  it('writes what an epoch gave, and the loss of some updates', async () => {
    const run = join(folder, 'a', 'run');
    const parameters = { 'dense1.weight': { data: async () => Float32Array.of(1, 2) } };
    const callback = tensorBoard({ folder: run, every: 2, model: { parameters } });
    await callback.onTrainBegin?.({ epochs: 1, epoch: 1, updates: 0 });
    for (let updates = 1; updates <= 3; updates++) {
      const record = {
        epoch: 1,
        step: updates,
        updates,
        examples: 4,
        loss: 1,
        batchLoss: updates,
        metrics: () => ({}),
      };
      await callback.onStepEnd?.(record);
    }
    const sums = { epoch: 1, steps: 3, examples: 12, seconds: 1, loss: 0.5, learningRate: 0.1 };
    const metrics = { accuracy: 0.75, confusion: [[1]] };
    await callback.onEpochEnd?.({ ...sums, metrics, evaluations: { validation: { accuracy: 0.5 } } });
    await callback.onTrainEnd?.();
    const [name = ''] = await readdir(run);
    const text = (await readFile(join(run, name))).toString('latin1');
    const tags = ['batch/loss', 'loss', 'learning rate', 'accuracy', 'validation/accuracy', 'dense1.weight'];
    for (const tag of tags) expect(text).toContain(tag);
    expect(text.split('batch/loss')).toHaveLength(2);
    expect(text).not.toContain('confusion');
  });

  it('refuses an interval that is none', () => {
    expect(() => tensorBoard({ folder, every: 0 })).toThrow('tensorBoard: every must be an integer >= 1, got 0');
  });
});
