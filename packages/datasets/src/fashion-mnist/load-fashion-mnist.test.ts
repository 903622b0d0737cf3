import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeIdx } from '../../test/encode-idx.ts';
import { mirror } from '../../test/mirror.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadFashionMnist } from './load-fashion-mnist.ts';

const images = encodeIdx([3, 28, 28], new Array(3 * 784).fill(7));
const labels = encodeIdx([3], [9, 0, 4]);

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function folderWith(name: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 't10k-images-idx3-ubyte.gz'), gzipSync(images));
  await writeFile(join(folder, name, 't10k-labels.idx1-ubyte'), labels);
  return folder;
}

describe('loadFashionMnist', () => {
  it('reads its files from a folder, with the names of the classes', async () => {
    const { name, size, x, y } = await loadFashionMnist({ part: 'test', directory: await folderWith('.') });
    expect([name, size, x.shape, x.scale]).toEqual(['fashion-mnist-test', 3, [28, 28, 1], 1 / 255]);
    expect(Array.from(y.data as Uint8Array, (label) => y.classNames?.[label])).toEqual([
      'Ankle boot',
      'T-shirt/top',
      'Coat',
    ]);
  });

  it('finds its folder in GRADLAB_DATA_DIR, and does not take MNIST there for itself', async () => {
    vi.stubEnv('GRADLAB_DATA_DIR', await folderWith('fashion-mnist'));
    expect((await loadFashionMnist({ part: 'test' })).size).toBe(3);
    const options = { part: 'test', offline: true, cacheDirectory: await temporaryFolder() } as const;
    vi.stubEnv('GRADLAB_DATA_DIR', await folderWith('.'));
    await expect(loadFashionMnist(options)).rejects.toMatchObject({ code: 'offline' });
  });

  it('asks mirrors for the packed files as they were published, and takes no others', async () => {
    const asked: (string | undefined)[] = [];
    const base = await mirror((request, response) => {
      asked.push(request.url);
      response.end(gzipSync(labels));
    });
    const failure = loadFashionMnist({ cacheDirectory: await temporaryFolder(), mirrors: [base] });
    await expect(failure).rejects.toMatchObject({ name: 'DatasetError', code: 'download' });
    await expect(failure).rejects.toThrow(
      /loadFashionMnist: .*train-labels-idx1-ubyte\.gz[\s\S]*fetch train-images-idx3-ubyte\.gz and/,
    );
    expect(asked[0]).toBe('/train-labels-idx1-ubyte.gz');
  }, 20_000);

  it('refuses an unknown part', async () => {
    await expect(loadFashionMnist({ part: 'all' as 'test' })).rejects.toThrow(
      'loadFashionMnist: part must be one of train, test, got "all"',
    );
  });
});
