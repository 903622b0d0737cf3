import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mirror } from '../../test/mirror.ts';
import { QUICK } from '../../test/quick.ts';
import { rangeMirror, unlike } from '../../test/range-mirror.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { content, ranges } from '../../test/transferring.ts';
import { requireNode } from '../storage/node-builtins.ts';
import { fetchFile } from './fetch-file.ts';
import type { DownloadProgress, FetchFileOptions } from './fetch-options.ts';
import { partialPath } from './partial-file.ts';
import type { PublishedFile } from './published-file.ts';

const node = requireNode('test');
const plain: PublishedFile = {
  name: 'set.zip',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const packed: PublishedFile = { ...plain, name: 'images', packed: 'gzip' };
const wrong = content.map((byte) => byte ^ 1);
/** Mirrors pack the same bytes in their own ways. */
const [fast, stored] = [gzipSync(content), gzipSync(content, { level: 0 })];

const fetched = async (folder: string, file: PublishedFile, options: Partial<FetchFileOptions>): Promise<boolean> => {
  const path = await fetchFile(node, folder, file, { offline: false, mirrors: [], patience: QUICK, ...options });
  expect(await readdir(folder)).toEqual([file.name]);
  return Buffer.compare(await readFile(path), content) === 0;
};
/** A folder in which an earlier process left so much of a file. */
async function folderWith(file: PublishedFile, left: Uint8Array): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(partialPath(join(folder, file.name), randomUUID()), left);
  return folder;
}

describe('fetchFile', () => {
  it.each([
    ['a file', plain, content],
    ['a packed file', packed, fast],
  ])('goes on with what was left of %s, and counts it', async (_, file, bytes) => {
    const server = rangeMirror(bytes);
    const seen: DownloadProgress[] = [];
    const folder = await folderWith(file, bytes.subarray(0, 1000));
    const base = await mirror(server.answer);
    expect(await fetched(folder, file, { mirrors: [base], onProgress: (progress) => seen.push(progress) })).toBe(true);
    expect(ranges(server)).toEqual(['bytes=1000-']);
    expect(server.sent).toBe(bytes.length - 1000);
    const url = `${base}${file.name}${file.packed ? '.gz' : ''}`;
    expect(seen[0]?.loaded).toBeGreaterThan(1000);
    expect(seen.at(-1)).toEqual({ file: file.name, url, loaded: bytes.length, total: bytes.length });
  });

  it.each([
    ['a file', plain, content, [undefined]],
    ['a packed file', packed, fast, [`bytes=${fast.length}-`]],
  ])('needs no bytes of %s that is whole but has no name yet', async (_, file, bytes, first) => {
    const server = rangeMirror(bytes);
    expect(await fetched(await folderWith(file, bytes), file, { mirrors: [await mirror(server.answer)] })).toBe(true);
    expect([ranges(server), server.sent]).toEqual([first[0] === undefined ? [] : first, 0]);
  });

  it.each([
    ['of other bytes', plain, content, wrong.subarray(0, 1000)],
    ['too long', plain, content, unlike(content.length + 1)],
    ['of a file packed otherwise', packed, fast, stored.subarray(0, 1000)],
    ['that is no gzip file', packed, fast, wrong.subarray(0, 1000)],
  ])('throws away what was left %s, and asks the same mirror for everything', async (_, file, bytes, left) => {
    const server = rangeMirror(bytes);
    expect(await fetched(await folderWith(file, left), file, { mirrors: [await mirror(server.answer)] })).toBe(true);
    expect(ranges(server).at(-1)).toBeUndefined();
  });

  it('gives up a mirror whose bytes are wrong from the start too, and the next starts with nothing of it', async () => {
    const [bad, good] = [rangeMirror(wrong), rangeMirror(content)];
    const folder = await folderWith(plain, wrong.subarray(0, 1000));
    expect(await fetched(folder, plain, { mirrors: [await mirror(bad.answer), await mirror(good.answer)] })).toBe(true);
    expect([ranges(bad), ranges(good)]).toEqual([['bytes=1000-', undefined], [undefined]]);
  });

  it('goes on at the next mirror where one breaks off, but not if they pack it themselves', async () => {
    const broken = rangeMirror(content, { cutAfter: (count) => (count === 0 ? 1000 : 0) });
    const good = rangeMirror(content);
    const mirrors = [await mirror(broken.answer), await mirror(good.answer)];
    expect(await fetched(await temporaryFolder(), plain, { mirrors })).toBe(true);
    expect(ranges(good)).toEqual(['bytes=1000-']);
    const brokenPacked = rangeMirror(fast, { cutAfter: (count) => (count === 0 ? 1000 : 0) });
    const goodPacked = rangeMirror(stored);
    const packing = [await mirror(brokenPacked.answer), await mirror(goodPacked.answer)];
    expect(await fetched(await temporaryFolder(), packed, { mirrors: packing })).toBe(true);
    expect(ranges(goodPacked)).toEqual([undefined]);
  });

  it('keeps what came before an abort for the next time', async () => {
    const server = rangeMirror(content, { drip: { bytes: 50_000, pause: 20 } });
    const mirrors = [await mirror(server.answer)];
    const folder = await temporaryFolder();
    const controller = new AbortController();
    const onProgress = ({ loaded }: DownloadProgress): void => {
      if (loaded >= 100_000) controller.abort(new Error('enough'));
    };
    const aborted = fetched(folder, plain, { mirrors, signal: controller.signal, onProgress });
    await expect(aborted).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^set\.zip\..*\.part$/)]);
    expect(await fetched(folder, plain, { mirrors })).toBe(true);
    expect(ranges(server)).toEqual([undefined, 'bytes=100000-']);
  });

  it('lets many in one process share a download, and one that gives up leave the others alone', async () => {
    const server = rangeMirror(content, { drip: { bytes: 50_000, pause: 20 } });
    const mirrors = [await mirror(server.answer)];
    const folder = join(await temporaryFolder(), 'cache');
    await mkdir(folder);
    const controller = new AbortController();
    const options = { offline: false, mirrors, patience: QUICK };
    const all = [1, 2, 3].map(() => fetchFile(node, folder, plain, options));
    const leaving = fetchFile(node, folder, plain, { ...options, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 10);
    await expect(leaving).rejects.toThrow('enough');
    expect(new Set(await Promise.all(all))).toEqual(new Set([join(folder, plain.name)]));
    // The one that leaves may have been the one that downloaded: then another went on, and no byte came twice.
    expect(server.asked.length).toBeLessThanOrEqual(2);
    expect(await readdir(folder)).toEqual([plain.name]);
  });

  it('clears away what one left that was killed right after it gave the file its name', async () => {
    const folder = await folderWith(packed, fast);
    await writeFile(join(folder, packed.name), content);
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(join(folder, 'images.lock'), JSON.stringify({ token: 'gone', pid, host: hostname() }));
    expect(await fetched(folder, packed, { offline: true })).toBe(true);
  });

  it('starts over where it was asleep for so long that another process took its place', async () => {
    const server = rangeMirror(content, { drip: { bytes: 50_000, pause: 30 } });
    const mirrors = [await mirror(server.answer)];
    const folder = await temporaryFolder();
    let robbed = false;
    const onProgress = (): void => {
      if (robbed) return;
      robbed = true;
      // What the other does when nobody beats: it takes the lock, and what was collected under it is gone.
      const { readdirSync, rmSync, writeFileSync } = process.getBuiltinModule('node:fs');
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      writeFileSync(join(folder, plain.name), content);
    };
    expect(await fetched(folder, plain, { mirrors, onProgress })).toBe(true);
    expect([robbed, server.asked.length]).toEqual([true, 1]);
  });
});
