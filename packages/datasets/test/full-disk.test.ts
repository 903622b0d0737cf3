import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { fetchFile } from '../src/fetching/fetch-file.ts';
import type { PublishedFile } from '../src/fetching/published-file.ts';
import { requireNode } from '../src/storage/node-builtins.ts';
import { mirror, serve } from './mirror.ts';
import { QUICK } from './quick.ts';
import { rangeMirror, unlike } from './range-mirror.ts';
import { tinyDisk } from './tiny-disk.ts';

const content = unlike(600_000);
const plain: PublishedFile = {
  name: 'archive.bin',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const packed: PublishedFile = { ...plain, name: 'archive', packed: 'gzip' };
const disk = tinyDisk(400);
if (typeof disk === 'string') console.warn(`skipped: ${disk}`);
afterAll(() => {
  if (typeof disk !== 'string') disk.remove();
});

describe.skipIf(typeof disk === 'string')('a full disk', () => {
  it.each([
    ['while bytes come', plain, content, 400],
    ['while they are unpacked', packed, gzipSync(content), 1000],
  ])('is told of %s, asks no other mirror, and leaves nothing half written', async (_, file, bytes, kilobytes) => {
    if (typeof disk === 'string') return;
    disk.resize(kilobytes);
    const folder = join(disk.folder, file.name);
    const [first, second] = [rangeMirror(bytes), rangeMirror(bytes)];
    const mirrors = [await mirror(first.answer), await mirror(second.answer)];
    const fetching = (): Promise<string> =>
      fetchFile(requireNode('test'), folder, file, { mirrors, offline: false, patience: QUICK });
    await expect(fetching()).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/cannot write .*ENOSPC.*set GRADLAB_CACHE_DIR/),
    });
    expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
    expect(await readdir(folder)).toEqual([]);
    disk.resize(4000);
    expect(Buffer.compare(await readFile(await fetching()), content)).toBe(0);
    expect(await readdir(folder)).toEqual([file.name]);
    await rm(folder, { recursive: true });
  });

  it('that has no room for a lock is told too', async () => {
    if (typeof disk === 'string') return;
    const folder = join(disk.folder, 'full');
    await mkdir(folder);
    disk.resize(100);
    await expect(writeFile(join(folder, 'filler'), new Uint8Array(200_000))).rejects.toThrow('ENOSPC');
    const options = { mirrors: [await mirror(serve(content))], offline: false, patience: QUICK };
    await expect(fetchFile(requireNode('test'), folder, plain, options)).rejects.toMatchObject({ code: 'storage' });
    expect(await readdir(folder)).toEqual(['filler']);
    await rm(folder, { recursive: true });
  });
});
