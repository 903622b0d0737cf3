import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createDataset, loadCatsVsDogs } from '../index.ts';
import { petOf } from './pet-of.ts';

const real = sharedDataDirectory('cats-vs-dogs');

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('packed photos', () => {
  const PHOTO = 64 * 64 * 3;
  const part = (values: readonly number[]): Uint8Array =>
    Uint8Array.from({ length: PHOTO * values.length }, (_, i) => values[Math.floor(i / PHOTO)] ?? 0);

  async function packed(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
    const folder = await temporaryFolder();
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return folder;
  }

  const whole = {
    'train-images-64x64x3.u8.gz': gzipSync(part([1, 2, 3])),
    'train-labels.u8': Uint8Array.of(0, 1, 1),
    'train-files.txt': 'cat.5.jpg\ndog.6.jpg\ndog.7.jpg\n',
    'test-images-64x64x3.u8': part([9]),
    'test-labels.u8': Uint8Array.of(1),
  };

  it('come in parts, or all of those that are there', async () => {
    const directory = await packed(whole);
    const train = await loadCatsVsDogs({ directory, part: 'train' });
    expect(createDataset(train).size).toBe(3);
    expect([train.name, train.x.shape, [...train.y.data], train.files[1]]).toEqual([
      'cats-vs-dogs-train',
      [64, 64, 3],
      [0, 1, 1],
      'dog.6.jpg',
    ]);
    expect([train.x.data[PHOTO - 1], train.x.data[PHOTO], train.x.data.constructor]).toEqual([1, 2, Uint8Array]);
    const test = await loadCatsVsDogs({ directory, part: 'test' });
    expect([test.size, test.files, test.x.data.constructor]).toEqual([1, ['test/0'], Uint8Array]);
    const all = await loadCatsVsDogs({ directory });
    expect([all.name, all.size, all.files.length, [...all.y.data]]).toEqual(['cats-vs-dogs', 4, 4, [0, 1, 1, 1]]);
    await expect(loadCatsVsDogs({ directory, part: 'validation' })).rejects.toMatchObject({ code: 'missing' });
  });

  it('serve only where their size is asked for', async () => {
    const directory = await packed(whole);
    for (const options of [{ imageSize: 32 }, { fit: 'cover' }, { channels: 1 }] as const) {
      await expect(loadCatsVsDogs({ directory, ...options })).rejects.toMatchObject({ code: 'missing' });
    }
    expect((await loadCatsVsDogs({ directory, imageSize: [64, 64], fit: 'stretch' })).size).toBe(4);
  });

  it.each([
    [
      { 'train-images-64x64x3.u8.gz': gzipSync(part([1, 2, 3]).subarray(1)) },
      'mismatch',
      'expected photos of 12288 bytes',
    ],
    [
      { 'train-images-64x64x3.u8.gz': gzipSync(part([1, 2])) },
      'mismatch',
      'expected 2 labels, one for each photo, got 3',
    ],
    [{ 'train-labels.u8': Uint8Array.of(0, 1, 2) }, 'malformed', 'expected labels 0 and 1, got 2 at 2'],
    [{ 'train-files.txt': 'cat.5.jpg\n' }, 'mismatch', 'expected 3 names, one for each photo, got 1'],
    [
      { 'train-images-64x64x3.u8.gz': whole['train-images-64x64x3.u8.gz'].subarray(0, -9) },
      'malformed',
      'not a whole gzip file',
    ],
  ])('must fit one another %#', async (wrong, code, message) => {
    const directory = await packed({ ...whole, ...wrong });
    await expect(loadCatsVsDogs({ directory, part: 'train' })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('need their labels', async () => {
    const directory = await packed(whole);
    await rm(join(directory, 'test-labels.u8'));
    await expect(loadCatsVsDogs({ directory, part: 'test' })).rejects.toThrow('expected test-labels.u8 beside it');
  });

  it.skipIf(real === undefined)('as published: 4,000, 1,000 and 1,000, half of each', async () => {
    vi.stubEnv('GRADLAB_DATA_DIR', dirname(real ?? ''));
    for (const [name, size] of [
      ['train', 4000],
      ['validation', 1000],
      ['test', 1000],
    ] as const) {
      const made = await loadCatsVsDogs({ part: name });
      const dogs = [...made.y.data].filter((label) => label === 1).length;
      expect([made.size, dogs, made.files.length]).toEqual([size, size / 2, size]);
      expect(made.files.every((file, i) => petOf(file) === made.y.data[i])).toBe(true);
    }
  });
});
