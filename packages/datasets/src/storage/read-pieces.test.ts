import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requireNode } from './node-builtins.ts';
import { readPieces } from './read-pieces.ts';

const node = requireNode('test');

it('gives a file in pieces, each in memory of its own', async () => {
  const path = join(await temporaryFolder(), 'x');
  const content = Uint8Array.from({ length: 150_000 }, (_, i) => i >>> 3);
  await writeFile(path, content);
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(node, path)) pieces.push(piece);
  expect(pieces.map(({ length }) => length)).toEqual([65_536, 65_536, 18_928]);
  expect(Buffer.compare(Buffer.concat(pieces), content)).toBe(0);
  await writeFile(path, '');
  for await (const _ of readPieces(node, path)) expect.unreachable();
});

it('says which file cannot be read', async () => {
  const folder = await temporaryFolder();
  for (const path of [folder, join(folder, 'nothing')]) {
    await expect(readPieces(node, path).next()).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining(`cannot read ${path} (`),
    });
  }
});
