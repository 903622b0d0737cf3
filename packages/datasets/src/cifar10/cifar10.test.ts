import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createDataset, loadCifar10, parseCifar10, statistics } from '../index.ts';

const real = sharedDataDirectory('cifar10');

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A record whose byte k of plane c is k mod 80 + 80c. */
function record(label: number): Uint8Array {
  return Uint8Array.from({ length: 3073 }, (_, i) =>
    i === 0 ? label : (((i - 1) % 1024) % 80) + 80 * Math.floor((i - 1) / 1024),
  );
}

const records = (...labels: number[]): Uint8Array => Uint8Array.from(labels.flatMap((label) => [...record(label)]));

describe('parseCifar10', () => {
  it('makes channels of planes', () => {
    const made = parseCifar10(records(3, 9));
    expect(createDataset(made)).toEqual(made);
    expect([made.size, made.x.shape, [...made.y.data], made.y.classNames?.[9]]).toEqual([
      2,
      [32, 32, 3],
      [3, 9],
      'truck',
    ]);
    for (const [pixel, level] of [
      [0, 0],
      [1, 1],
      [79, 79],
      [80, 0],
      [1023, 63],
    ] as const) {
      expect([...made.x.data.subarray(3072 + 3 * pixel, 3072 + 3 * pixel + 3)]).toEqual([
        level,
        level + 80,
        level + 160,
      ]);
    }
    expect(parseCifar10(new Uint8Array(0)).size).toBe(0);
  });

  it('refuses a cut file, a label that is none, and what are no bytes', () => {
    expect(() => parseCifar10(records(1).subarray(1), { name: 'x.bin' })).toThrow(
      'x.bin: expected records of 3073 bytes, got 3072 bytes in all',
    );
    expect(() => parseCifar10(records(1, 10))).toThrow('parseCifar10: expected labels below 10, got 10 at 1');
    expect(() => parseCifar10([1] as never)).toThrow(TypeError);
  });
});

describe('loadCifar10', () => {
  it('joins the batches that are there, packed or not, in their order', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'data_batch_4.bin'), records(4));
    await writeFile(join(folder, 'data_batch_2.bin.gz'), gzipSync(records(2, 3)));
    await writeFile(join(folder, 'test_batch.bin'), records(7));
    const train = await loadCifar10({ directory: folder });
    expect([train.name, [...train.y.data]]).toEqual(['cifar10-train', [2, 3, 4]]);
    vi.stubEnv('GRADLAB_DATA_DIR', folder);
    expect([...(await loadCifar10({ part: 'test' })).y.data]).toEqual([7]);
  });

  it('says what is missing or wrong, and stops when told to', async () => {
    const folder = await temporaryFolder();
    await expect(loadCifar10({ directory: folder })).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('expected one of data_batch_1.bin(.gz), data_batch_2.bin(.gz)'),
    });
    await expect(loadCifar10({ cacheDirectory: folder, offline: true })).rejects.toThrow(
      /offline forbids[\s\S]*pass it as the option directory or name it in GRADLAB_DATA_DIR/,
    );
    await writeFile(join(folder, 'batches.meta.txt'), 'cat\ndog\n');
    await writeFile(join(folder, 'data_batch_1.bin'), records(1));
    await expect(loadCifar10({ directory: folder })).rejects.toMatchObject({ code: 'mismatch' });
    await writeFile(join(folder, 'test_batch.bin.gz'), gzipSync(records(1)).subarray(0, -5));
    await expect(loadCifar10({ part: 'test', directory: folder })).rejects.toMatchObject({ code: 'malformed' });
    await expect(loadCifar10({ part: 'all' as never })).rejects.toThrow(RangeError);
    await expect(loadCifar10({ directory: folder, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });

  it.skipIf(real === undefined)('reads real batches: a tenth of each class, the means that are published', async () => {
    const test = await loadCifar10({ part: 'test', directory: real ?? '' });
    expect(test.size).toBe(10_000);
    for (let label = 0; label < 10; label++) expect(test.y.data.filter((l) => l === label)).toHaveLength(1000);
    const train = await loadCifar10({ directory: real ?? '' });
    const { mean, standardDeviation } = statistics(train);
    // Of all 50,000: 0.4914, 0.4822, 0.4465 and 0.2470, 0.2435, 0.2616; these are 10,000 of them.
    for (const [c, value] of [0.4914, 0.4822, 0.4465].entries())
      expect(Math.abs((mean[c] ?? 0) - value)).toBeLessThan(0.004);
    for (const [c, value] of [0.247, 0.2435, 0.2616].entries()) {
      expect(Math.abs((standardDeviation[c] ?? 0) - value)).toBeLessThan(0.003);
    }
  });
});
