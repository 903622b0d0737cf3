import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeIdx } from '../../test/encode-idx.ts';
import { mirror } from '../../test/mirror.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadMnist } from './load-mnist.ts';

const real = sharedDataDirectory('mnist');

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const images = encodeIdx([3, 28, 28], new Array(3 * 784).fill(7));
const labels = encodeIdx([3], [9, 0, 4]);

/** A folder with the files given; by default a whole, tiny test part. */
async function folderWith(files: Readonly<Record<string, Uint8Array | undefined>> = {}): Promise<string> {
  const folder = await temporaryFolder();
  const all = { 't10k-images-idx3-ubyte': images, 't10k-labels-idx1-ubyte': labels, ...files };
  for (const [name, bytes] of Object.entries(all)) if (bytes !== undefined) await writeFile(join(folder, name), bytes);
  return folder;
}

describe('loadMnist from a folder', () => {
  it.each([
    ['as published', 't10k-images-idx3-ubyte', images],
    ['packed', 't10k-images-idx3-ubyte.gz', gzipSync(images)],
    ['with a dot', 't10k-images.idx3-ubyte', images],
    ['with a dot and packed', 't10k-images.idx3-ubyte.gz', gzipSync(images)],
  ])('takes names %s', async (_, name, bytes) => {
    const directory = await folderWith({ 't10k-images-idx3-ubyte': undefined, [name]: bytes });
    const { size, x, y } = await loadMnist({ part: 'test', directory });
    expect([size, x.shape, x.scale, x.data.length, [...y.data]]).toEqual([3, [28, 28, 1], 1 / 255, 3 * 784, [9, 0, 4]]);
  });

  it.each([
    ['a file is missing', { 't10k-labels-idx1-ubyte': undefined }, 'missing', 'expected one of t10k-labels-idx1-ubyte'],
    [
      'a .gz is cut',
      { 't10k-labels-idx1-ubyte': undefined, 't10k-labels-idx1-ubyte.gz': gzipSync(labels).subarray(0, -4) },
      'malformed',
      't10k-labels-idx1-ubyte.gz: not a whole gzip file',
    ],
    [
      'a file is cut',
      { 't10k-images-idx3-ubyte': images.subarray(0, -1) },
      'malformed',
      't10k-images-idx3-ubyte: parseIdx: the shape [3,28,28] needs a file of 2368 bytes, got 2367',
    ],
    [
      'the labels are of another length',
      { 't10k-labels-idx1-ubyte': encodeIdx([2], [1, 2]) },
      'mismatch',
      't10k-labels-idx1-ubyte: expected 3 labels, as many as images, got 2',
    ],
    [
      'the files are exchanged',
      { 't10k-images-idx3-ubyte': labels },
      'mismatch',
      'expected an IDX file of uint8 with 3 dimensions, got Uint8Array [3]',
    ],
    [
      'the images are of another size',
      { 't10k-images-idx3-ubyte': encodeIdx([3, 2, 2], new Array(12).fill(0)) },
      'mismatch',
      'expected images of [28,28] pixels, got [2,2]',
    ],
    [
      'a label is no digit',
      { 't10k-labels-idx1-ubyte': encodeIdx([3], [1, 10, 2]) },
      'mismatch',
      'expected labels below 10, got 10 at 1',
    ],
  ])('says so when %s', async (_, files, code, message) => {
    const directory = await folderWith(files);
    await expect(loadMnist({ part: 'test', directory })).rejects.toMatchObject({
      name: 'DatasetError',
      code,
      message: expect.stringContaining(message),
    });
  });
});

describe('loadMnist', () => {
  it('finds the files in GRADLAB_DATA_DIR, in its mnist or in itself, and passes by one that has none', async () => {
    const folder = await folderWith();
    vi.stubEnv('GRADLAB_DATA_DIR', folder);
    expect((await loadMnist({ part: 'test' })).size).toBe(3);
    const cacheDirectory = await temporaryFolder();
    await expect(loadMnist({ part: 'train', cacheDirectory, offline: true })).rejects.toMatchObject({
      code: 'offline',
    });
  });

  it('lists the failures of all mirrors and what to do without a network', async () => {
    const broken = await mirror((_request, response) => {
      response.statusCode = 503;
      response.end();
    });
    const cacheDirectory = await temporaryFolder();
    const failure = loadMnist({ cacheDirectory, mirrors: [broken, 'http://127.0.0.1:1'] });
    await expect(failure).rejects.toMatchObject({ code: 'download' });
    await expect(failure).rejects.toThrow(
      /HTTP 503[\s\S]*127\.0\.0\.1:1[\s\S]*option directory or name it in GRADLAB_DATA_DIR/,
    );
    expect(await readdir(join(cacheDirectory, 'mnist'))).toEqual([]);
  });

  it('downloads without a file system, as in a browser, and refuses folders there', async () => {
    const asked: string[] = [];
    const broken = await mirror((request, response) => {
      asked.push(request.url ?? '');
      response.statusCode = 404;
      response.end();
    });
    vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
    const failure = await loadMnist({ mirrors: [broken] }).catch((reason: unknown) => reason);
    const refused = await loadMnist({ directory: '.' }).catch((reason: unknown) => reason);
    vi.unstubAllGlobals();
    expect(failure).toMatchObject({ code: 'download' });
    expect(asked).toEqual(['/train-labels-idx1-ubyte.gz']);
    expect(refused).toMatchObject({ code: 'storage', message: expect.stringContaining('needs a file system') });
  });

  it('refuses an unknown part and an aborted signal', async () => {
    await expect(loadMnist({ part: 'validation' as 'test' })).rejects.toThrow(
      new RangeError('loadMnist: part must be one of train, test, got "validation"'),
    );
    await expect(loadMnist({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe.skipIf(real === undefined)('loadMnist of the real files', () => {
  // Class counts as published with the set.
  it.each([
    ['train', 60_000, [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]],
    ['test', 10_000, [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]],
  ] as const)('reads the %s part', async (part, size, counts) => {
    const { x, y, ...rest } = await loadMnist({ part, directory: real ?? '' });
    expect(rest).toEqual({ name: `mnist-${part}`, size });
    expect([x.shape, x.data.length]).toEqual([[28, 28, 1], size * 784]);
    const histogram = new Array<number>(10).fill(0);
    for (const label of y.data) histogram[label] = (histogram[label] ?? 0) + 1;
    expect(histogram).toEqual(counts);
  });

  it.each(['train', 'test'] as const)('downloads the %s part, verifies it and keeps it', async (part) => {
    const source = real ?? '';
    const base = await mirror((request, response) => {
      createReadStream(join(source, request.url ?? '')).pipe(response);
    });
    const cacheDirectory = await temporaryFolder();
    const loaded = await loadMnist({ part, cacheDirectory, mirrors: [base] });
    const again = await loadMnist({ part, cacheDirectory, offline: true });
    const direct = await loadMnist({ part, directory: source });
    expect(loaded.size).toBe(direct.size);
    // Buffers, as a failing comparison of millions of elements would take minutes to print.
    for (const { x, y } of [loaded, again]) {
      expect(Buffer.compare(x.data as Uint8Array, direct.x.data as Uint8Array)).toBe(0);
      expect(Buffer.compare(y.data as Uint8Array, direct.y.data as Uint8Array)).toBe(0);
    }
  });
});
