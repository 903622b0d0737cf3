import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mirror, serve } from '../../test/mirror.ts';
import { QUICK } from '../../test/quick.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requireNode } from '../storage/node-builtins.ts';
import { fetchFile } from './fetch-file.ts';
import type { FetchFileOptions } from './fetch-options.ts';
import type { PublishedFile } from './published-file.ts';

const content = new TextEncoder().encode('ten thousand labels');
const file: PublishedFile = {
  name: 'labels-idx1-ubyte',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  packed: 'gzip',
};
const get = async (folder: string, options: Partial<FetchFileOptions> = {}): Promise<Uint8Array> => {
  const all = { offline: false, mirrors: [], patience: QUICK, ...options };
  return new Uint8Array(await readFile(await fetchFile(requireNode('test'), folder, file, all)));
};
const good = (): Promise<string> => mirror(serve(gzipSync(content)));

describe('fetchFile', () => {
  it('keeps what it downloads and needs no network again', async () => {
    const folder = join(await temporaryFolder(), 'new', 'mnist');
    expect(await get(folder, { mirrors: [await good()] })).toEqual(content);
    expect(await readdir(folder)).toEqual([file.name]);
    expect(await get(folder, { offline: true })).toEqual(content);
  });

  it('replaces what is not the published file', async () => {
    const folder = await temporaryFolder();
    for (const wrong of [content.map((byte) => byte + 1), content.subarray(1)]) {
      await writeFile(join(folder, file.name), wrong);
      await expect(get(folder, { offline: true })).rejects.toMatchObject({
        code: 'offline',
        message: expect.stringContaining('is not the published file'),
      });
      expect(await get(folder, { mirrors: [await good()] })).toEqual(content);
      expect(new Uint8Array(await readFile(join(folder, file.name)))).toEqual(content);
    }
  });

  it('leaves nothing behind when the download fails or is aborted', async () => {
    const folder = await temporaryFolder();
    const wrong = await mirror(serve(gzipSync('other bytes')));
    await expect(get(folder, { mirrors: [wrong] })).rejects.toMatchObject({ code: 'download' });
    await expect(get(folder, { mirrors: [wrong], signal: AbortSignal.abort() })).rejects.toThrow('abort');
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets what the caller’s callback throws through, and asks no other mirror for it', async () => {
    const folder = await temporaryFolder();
    const reason = new TypeError('of the callback');
    let calls = 0;
    const onProgress = (): never => {
      calls++;
      throw reason;
    };
    await expect(get(folder, { mirrors: [await good(), await good()], onProgress })).rejects.toBe(reason);
    expect(calls).toBe(1);
  });

  it('says so when the cache cannot be read', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, file.name));
    await expect(get(folder)).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining(`cannot read ${join(folder, file.name)}`),
    });
  });

  it('says which folder cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a file'), '');
    await expect(get(join(folder, 'a file', 'mnist'))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('set GRADLAB_CACHE_DIR or the option cacheDirectory'),
    });
  });

  it.skipIf(process.getuid?.() === 0)('says so too where rights are missing', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o500);
    await expect(get(folder, { mirrors: [await good()] })).rejects.toMatchObject({ code: 'storage' });
  });
});
