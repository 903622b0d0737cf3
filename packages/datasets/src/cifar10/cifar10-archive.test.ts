import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mirror, serve } from '../../test/mirror.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadCifar10 } from '../index.ts';

// The published archive has 170 MB; this one has its structure, its batches of two records each in the order of the published one.
const made = await vi.hoisted(async () => {
  const classes = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ').join('\n');
  return { archive: { name: 'cifar-10-binary.tar.gz', bytes: 0, sha256: '' }, classes: `${classes}\n\n` };
});
vi.mock(import('./cifar10-files.ts'), async (original) => ({ ...(await original()), CIFAR10_ARCHIVE: made.archive }));

/** Two records of a label, the second's pixels one brighter than the first's. */
function batch(label: number): Uint8Array {
  return Uint8Array.from({ length: 2 * 3073 }, (_, i) => (i % 3073 === 0 ? label : 10 * label + Math.floor(i / 3073)));
}

async function archiveOf(files: Record<string, Uint8Array | string>): Promise<Uint8Array> {
  const folder = 'cifar-10-batches-bin/';
  const entries = Object.entries(files).map(([name, body]) => ({
    header: { name: folder + name, size: Buffer.byteLength(body) },
    body,
  }));
  return new Uint8Array(
    gzipSync(await packTar([{ header: { name: folder, type: 'directory', size: 0 } }, ...entries])),
  );
}

const files = {
  'data_batch_1.bin': batch(1),
  'batches.meta.txt': made.classes,
  'data_batch_3.bin': batch(3),
  'data_batch_4.bin': batch(4),
  'test_batch.bin': batch(9),
  'readme.html': '<a href="https://www.cs.toronto.edu/~kriz/cifar.html">CIFAR-10</a>',
  'data_batch_5.bin': batch(5),
  'data_batch_2.bin': batch(2),
};
const archive = await archiveOf(files);
made.archive.bytes = archive.length;
made.archive.sha256 = createHash('sha256').update(archive).digest('hex');
const labels = { train: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], test: [9, 9] };

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('loadCifar10 of the archive', () => {
  it('downloads it, unpacks it once, and needs no network again', async () => {
    const cacheDirectory = await temporaryFolder();
    let asked = 0;
    const base = await mirror((request, response) => {
      asked += 1;
      expect(request.url).toBe('/cifar-10-binary.tar.gz');
      serve(archive)(request, response);
    });
    const train = await loadCifar10({ cacheDirectory, mirrors: [base] });
    expect([train.name, [...train.y.data]]).toEqual(['cifar10-train', labels.train]);
    expect([train.x.data[0], train.x.data[3072], train.x.data.at(-1)]).toEqual([10, 11, 51]);
    const unpacked = join(cacheDirectory, 'cifar10', 'cifar-10-batches-bin');
    const batches = Object.keys(files).filter((name) => name.endsWith('.bin'));
    expect((await readdir(unpacked)).sort()).toEqual([...batches, 'manifest.json'].sort());
    await rm(join(cacheDirectory, 'cifar10', 'cifar-10-binary.tar.gz'));
    const test = await loadCifar10({ part: 'test', cacheDirectory, offline: true });
    expect([...test.y.data]).toEqual(labels.test);
    expect(asked).toBe(1);
  });

  it('unpacks again what is not as it was written, without a download', async () => {
    const cacheDirectory = await temporaryFolder();
    const folder = join(cacheDirectory, 'cifar10');
    await mkdir(folder);
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), archive);
    const load = async (): Promise<unknown> => [...(await loadCifar10({ cacheDirectory, offline: true })).y.data];
    expect(await load()).toEqual(labels.train);
    const second = join(folder, 'cifar-10-batches-bin', 'data_batch_2.bin');
    const spoil: readonly (() => Promise<void>)[] = [
      () => writeFile(second, batch(7)),
      () => rm(second),
      () => writeFile(join(folder, 'cifar-10-batches-bin', 'manifest.json'), '{'),
    ];
    for (const change of spoil) {
      await change();
      expect(await load()).toEqual(labels.train);
      expect((await stat(second)).size).toBe(2 * 3073);
    }
    await rm(join(folder, 'cifar-10-binary.tar.gz'));
    expect(await load()).toEqual(labels.train);
    await rm(second);
    await expect(load()).rejects.toMatchObject({ code: 'offline' });
  });

  it('refuses an archive that is not the published one, and says what to do without a network', async () => {
    const cacheDirectory = await temporaryFolder();
    const other = await mirror(serve(await archiveOf({ ...files, 'test_batch.bin': batch(8) })));
    const failure = loadCifar10({ cacheDirectory, mirrors: [other] });
    await expect(failure).rejects.toMatchObject({ code: 'download' });
    await expect(failure).rejects.toThrow(/^loadCifar10: [\s\S]*fetch cifar-10-binary\.tar\.gz elsewhere/);
    await expect(readdir(join(cacheDirectory, 'cifar10', 'cifar-10-batches-bin'))).rejects.toThrow('ENOENT');
  });

  it('unpacks in memory where there is no file system', async () => {
    const base = await mirror(serve(archive));
    vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
    const [train, test] = [
      await loadCifar10({ mirrors: [base] }),
      await loadCifar10({ part: 'test', mirrors: [base] }),
    ];
    await expect(loadCifar10({ directory: '.' })).rejects.toMatchObject({ code: 'storage' });
    vi.unstubAllGlobals();
    expect([[...train.y.data], [...test.y.data]]).toEqual([labels.train, labels.test]);
  });

  it('takes the archive, or its folder, from a folder of yours', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), archive);
    expect([...(await loadCifar10({ directory: folder })).y.data]).toEqual(labels.train);
    vi.stubEnv('GRADLAB_DATA_DIR', folder);
    expect([...(await loadCifar10({ part: 'test' })).y.data]).toEqual(labels.test);
    await mkdir(join(folder, 'cifar-10-batches-bin'));
    await writeFile(join(folder, 'cifar-10-batches-bin', 'test_batch.bin'), batch(6));
    expect([...(await loadCifar10({ part: 'test' })).y.data]).toEqual([6, 6]);
    expect([...(await loadCifar10()).y.data]).toEqual(labels.train);
  });

  it.each([
    ['without a batch', { ...files, 'data_batch_4.bin': '' }, 'ok'],
    ['of other classes', { ...files, 'batches.meta.txt': made.classes.replace('cat', 'lynx') }, 'mismatch'],
    ['of a batch that is cut', { ...files, 'data_batch_4.bin': batch(4).subarray(1) }, 'malformed'],
  ])('checks an archive %s in a folder of yours', async (_, changed, code) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), await archiveOf(changed));
    if (code === 'ok') expect((await loadCifar10({ directory: folder })).size).toBe(8);
    else await expect(loadCifar10({ directory: folder })).rejects.toMatchObject({ code });
    const { 'data_batch_3.bin': _third, ...fewer } = files;
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), await archiveOf(fewer));
    await expect(loadCifar10({ directory: folder })).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('expected data_batch_3.bin in it, found none'),
    });
  });

  it('stops when told to, in the midst of unpacking', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cifar-10-binary.tar.gz'), archive);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(loadCifar10({ directory: folder, signal })).rejects.toThrow('enough');
  });
});
