import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requireNode } from './node-builtins.ts';
import { writeAtomically } from './write-atomically.ts';

const node = requireNode('test');

it('writes and replaces, and leaves nothing beside the file', async () => {
  const folder = await temporaryFolder();
  for (const bytes of [new Uint8Array(0), Uint8Array.of(1, 2, 3)]) {
    await writeAtomically(node, join(folder, 'file'), bytes);
    expect([...(await readFile(join(folder, 'file')))]).toEqual([...bytes]);
  }
  expect(await readdir(folder)).toEqual(['file']);
});

it('removes the temporary file when it cannot be renamed', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'file', 'in the way'), { recursive: true });
  await expect(writeAtomically(node, join(folder, 'file'), Uint8Array.of(1))).rejects.toMatchObject({
    code: 'storage',
  });
  expect(await readdir(folder)).toEqual(['file']);
});

it('leaves the old file whole when the new one cannot be written', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'file');
  await writeFile(path, 'old');
  const full = { ...node, fs: { ...node.fs, rename: () => Promise.reject(new Error('the disk is full')) } };
  await expect(writeAtomically(full, path, Uint8Array.of(1))).rejects.toThrow('the disk is full');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['file']);
});

it('lets several write one file at once: one of them wins, whole', async () => {
  const path = join(await temporaryFolder(), 'file');
  const writers = Array.from({ length: 8 }, (_, i) => writeAtomically(node, path, new Uint8Array(10_000).fill(i)));
  await Promise.all(writers);
  const bytes = await readFile(path);
  expect(bytes).toHaveLength(10_000);
  expect(new Set(bytes).size).toBe(1);
});
