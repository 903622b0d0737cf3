import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requireNode } from '../storage/node-builtins.ts';
import { PartialFile, partialPath, unpackedPath } from './partial-file.ts';

const node = requireNode('test');
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const open = (target: string): Promise<PartialFile> => PartialFile.open(node, target, randomUUID(), undefined);

describe('PartialFile', () => {
  it('keeps length and hash as bytes come, and forgets what is cleared', async () => {
    const target = join(await temporaryFolder(), 'file');
    const partial = await open(target);
    expect([partial.length, partial.digest()]).toEqual([0, hex('')]);
    await partial.append(bytes('ab'));
    await partial.append(bytes('cd'));
    expect([partial.length, partial.digest()]).toEqual([4, hex('abcd')]);
    await partial.clear();
    await partial.append(bytes('e'));
    expect([partial.length, partial.digest()]).toEqual([1, hex('e')]);
    await partial.moveTo(target);
    expect(await readFile(target, 'utf8')).toBe('e');
    expect(await readdir(join(target, '..'))).toEqual(['file']);
  });

  it('goes on with the largest that others left of the same file, and clears away the rest', async () => {
    const folder = await temporaryFolder();
    const target = join(folder, 'set.zip');
    await writeFile(partialPath(target, randomUUID()), 'abc');
    await writeFile(partialPath(target, randomUUID()), 'abcdef');
    await writeFile(unpackedPath(target, randomUUID()), 'half');
    const others = [
      partialPath(join(folder, 'set-zip'), randomUUID()),
      partialPath(join(folder, 'b.set.zip'), randomUUID()),
    ];
    for (const other of others) await writeFile(other, 'of another file');
    await writeFile(`${target}.notes.part`, 'not ours');
    const partial = await open(target);
    expect([partial.length, partial.digest()]).toEqual([6, hex('abcdef')]);
    await partial.append(bytes('g'));
    await partial.close();
    expect(await readFile(partial.path, 'utf8')).toBe('abcdefg');
    expect((await readdir(folder)).sort()).toEqual(
      [...others, partial.path, `${target}.notes.part`].map((path) => path.slice(folder.length + 1)).sort(),
    );
  });

  it('leaves nothing behind if there is nothing', async () => {
    const target = join(await temporaryFolder(), 'file');
    await (await open(target)).close();
    await (await open(target)).remove();
    expect(await readdir(join(target, '..'))).toEqual([]);
  });

  it('stops reading what is there with the reason it is given', async () => {
    const target = join(await temporaryFolder(), 'file');
    await writeFile(partialPath(target, randomUUID()), 'abc');
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(PartialFile.open(node, target, randomUUID(), aborted)).rejects.toThrow('enough');
    // For the next one.
    const next = await open(target);
    expect(next.length).toBe(3);
    await next.close();
  });

  it('says so where it cannot write', async () => {
    await expect(open(join(await temporaryFolder(), 'no', 'file'))).rejects.toMatchObject({ code: 'storage' });
  });
});
