import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPartStore } from './part-store.ts';

let root: string;
let lines: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-parts-'));
  lines = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

const openStore = (changes: { identity?: object; fresh?: boolean } = {}) =>
  openPartStore(join(root, '.parts'), { identity: { seed: 1 }, log: (line) => lines.push(line), ...changes });

it('does work once, also for a run that comes later, and hands over its files', async () => {
  let times = 0;
  const work = async (folder: string) => {
    times += 1;
    await writeFile(join(folder, 'weights'), 'w');
    return { loss: 0.5, diverged: Number.NaN };
  };
  const first = await openStore();
  // As it reads from JSON, whether it was done now or earlier.
  expect((await first.once('b-k', { epochs: 1 }, work)).result).toEqual({ loss: 0.5, diverged: null });
  const later = await openStore();
  const part = await later.once('b-k', { epochs: 1 }, work);
  expect(part.result).toEqual({ loss: 0.5, diverged: null });
  expect(await readFile(join(part.folder, 'weights'), 'utf8')).toBe('w');
  expect([times, first.taken(), later.taken()]).toEqual([1, 0, 1]);
  expect(lines).toEqual(['b-k: done by a run that was cut short (--fresh does it again)']);
});

it.each([
  ['a result that is empty', (folder: string) => writeFile(join(folder, 'result.json'), '')],
  ['a result that is cut off', (folder: string) => writeFile(join(folder, 'result.json'), '{"result":{"lo')],
  ['a file that is gone', (folder: string) => rm(join(folder, 'inner', 'weights'))],
  ['a file that is cut off', (folder: string) => writeFile(join(folder, 'inner', 'weights'), 'w')],
])('does work again that left %s', async (_, spoil) => {
  let times = 0;
  const work = async (folder: string) => {
    await mkdir(join(folder, 'inner'), { recursive: true });
    await writeFile(join(folder, 'inner', 'weights'), 'whole');
    times += 1;
    return times;
  };
  const { folder } = await (await openStore()).once('part', {}, work);
  expect((await (await openStore()).once('part', {}, work)).result).toBe(1);
  await spoil(folder);
  const later = await openStore();
  expect((await later.once('part', {}, work)).result).toBe(2);
  expect(await readFile(join(folder, 'inner', 'weights'), 'utf8')).toBe('whole');
  expect(later.taken()).toBe(0);
});

it('does it again where anything is different that it depends on', async () => {
  const asked: string[] = [];
  const ask = async (name: string, store: Awaited<ReturnType<typeof openStore>>, settings: Record<string, number>) => {
    await store.once('part', settings, async () => asked.push(name));
  };
  const store = await openStore();
  await ask('first', store, { a: 1, b: 2 });
  await ask('other order', store, { b: 2, a: 1 });
  await ask('other settings', store, { a: 1, b: 3 });
  await ask('other seed', await openStore({ identity: { seed: 2 } }), { a: 1, b: 2 });
  await store.within({ data: 1 }).once('part', { a: 1, b: 2 }, async () => asked.push('other data'));
  await ask('afresh', await openStore({ fresh: true }), { a: 1, b: 2 });
  expect(asked).toEqual(['first', 'other settings', 'other seed', 'other data', 'afresh']);
});

it('gives work that was cut short its own files again', async () => {
  const cut = async (folder: string): Promise<never> => {
    await writeFile(join(folder, 'checkpoint'), '7');
    throw new Error('killed');
  };
  await expect((await openStore()).once('part', {}, cut)).rejects.toThrow('killed');
  const { result } = await (await openStore()).once('part', {}, (folder) =>
    readFile(join(folder, 'checkpoint'), 'utf8'),
  );
  expect(result).toBe('7');
  expect(lines).toEqual(['part: goes on where it was cut short (--fresh begins anew)']);
});

it('names the folder where a disk is full', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const failed = (await openStore()).once('part', {}, () => Promise.reject(full));
  await expect(failed).rejects.toThrow(`--out: ${join(root, '.parts', 'part-')}`);
  await expect(failed).rejects.toHaveProperty('cause', full);
});

it('clears what this run asked for and leaves what others need', async () => {
  const [mine, other] = [await openStore(), await openStore({ identity: { seed: 2 } })];
  await mine.once('part', {}, async () => 1);
  await other.once('part', {}, async () => 2);
  await mine.clear();
  expect(await readdir(join(root, '.parts'))).toHaveLength(1);
  await other.clear();
  expect(await readdir(root)).toEqual([]);
});
