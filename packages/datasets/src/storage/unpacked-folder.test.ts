import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requireNode } from './node-builtins.ts';
import { readListed, readManifest, unpackInto } from './unpacked-folder.ts';

const node = requireNode('test');
const a = { name: 'a.bin', bytes: Uint8Array.of(1, 2, 3) };
const b = { name: 'b.bin', bytes: new Uint8Array(0) };

async function* both(failure?: Error): AsyncGenerator<typeof a> {
  yield a;
  if (failure !== undefined) throw failure;
  yield b;
}

it('lists what it has written, and gives it back', async () => {
  const folder = join(await temporaryFolder(), 'new', 'folder');
  expect(await readManifest(node, folder, 'x')).toBeUndefined();
  const manifest = await unpackInto(node, folder, 'x', both());
  expect((await readdir(folder)).sort()).toEqual(['a.bin', 'b.bin', 'manifest.json']);
  expect(await readManifest(node, folder, 'x')).toEqual(manifest);
  // Of `printf '\x01\x02\x03' | sha256sum`.
  expect(manifest.files[0]?.sha256).toBe('039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81');
  expect(new Uint8Array(await readListed(node, folder, manifest, 'a.bin'))).toEqual(a.bytes);
  expect(await readListed(node, folder, manifest, 'b.bin')).toHaveLength(0);
});

it('has no manifest until the last file is there, nor of another source, nor of half a manifest', async () => {
  const folder = await temporaryFolder();
  const torn = new Error('torn');
  await expect(unpackInto(node, folder, 'x', both(torn))).rejects.toBe(torn);
  expect(await readdir(folder)).toEqual(['a.bin']);
  await unpackInto(node, folder, 'x', both());
  expect(await readManifest(node, folder, 'y')).toBeUndefined();
  for (const half of [
    '{"source": "x", "fi',
    '[]',
    '{"source": "x", "files": 1}',
    '{"source": "x", "files": [null]}',
    'null',
    '',
  ]) {
    await writeFile(join(folder, 'manifest.json'), half);
    expect(await readManifest(node, folder, 'x')).toBeUndefined();
  }
});

it('removes what a killed process has left, but not what another may be writing', async () => {
  const folder = await temporaryFolder();
  for (const name of ['a.bin.old.tmp', 'a.bin.new.tmp']) await writeFile(join(folder, name), 'half');
  const twoHoursAgo = Date.now() / 1000 - 7200;
  await utimes(join(folder, 'a.bin.old.tmp'), twoHoursAgo, twoHoursAgo);
  await unpackInto(node, folder, 'x', both());
  expect((await readdir(folder)).sort()).toEqual(['a.bin', 'a.bin.new.tmp', 'b.bin', 'manifest.json']);
});

it('refuses a file that is not the one it has written', async () => {
  const folder = await temporaryFolder();
  const manifest = await unpackInto(node, folder, 'x', both());
  const refused = { code: 'hash', message: `${join(folder, 'a.bin')} is not the file that was unpacked` };
  for (const wrong of [[1, 2, 4], [1, 2], []]) {
    await writeFile(join(folder, 'a.bin'), Uint8Array.from(wrong));
    await expect(readListed(node, folder, manifest, 'a.bin')).rejects.toMatchObject(refused);
  }
  await rm(join(folder, 'a.bin'));
  await expect(readListed(node, folder, manifest, 'a.bin')).rejects.toMatchObject(refused);
  await expect(readListed(node, folder, manifest, 'c.bin')).rejects.toMatchObject({ code: 'hash' });
});
