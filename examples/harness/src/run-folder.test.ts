import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRunFolder } from './run-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-run-'));
});
afterEach(async () => {
  await chmod(root, 0o700);
  await rm(root, { recursive: true, force: true });
});

it('shows nothing under its final name before it is published', async () => {
  const folder = await openRunFolder(join(root, 'runs', 'a'));
  await folder.write('report.html', 'new');
  await folder.save('weights.bin', (file) => writeFile(file, 'w'));
  await expect(folder.save('bad.bin', () => Promise.reject(new Error('no space')))).rejects.toThrow(
    `--out: ${join(folder.path, 'bad.bin')} cannot be written: no space`,
  );
  expect((await readdir(folder.path)).filter((name) => !name.startsWith('.'))).toEqual([]);
  await folder.publish();
  await folder.discard();
  expect((await readdir(folder.path)).sort()).toEqual(['files.txt', 'report.html', 'weights.bin']);
});

it('leaves an earlier run as it was when the new one is discarded, and replaces it when published', async () => {
  const path = join(root, 'a');
  await mkdir(path);
  await writeFile(join(path, 'report.html'), 'old');
  await writeFile(join(path, 'notes.txt'), 'mine');
  const abandoned = await openRunFolder(path);
  await abandoned.write('report.html', 'half');
  await abandoned.discard();
  expect(await readFile(join(path, 'report.html'), 'utf8')).toBe('old');
  const finished = await openRunFolder(path);
  await finished.write('report.html', 'new');
  await finished.publish();
  await finished.discard();
  expect(await readFile(join(path, 'report.html'), 'utf8')).toBe('new');
  expect((await readdir(path)).sort()).toEqual(['files.txt', 'notes.txt', 'report.html']);
});

it('removes the files of an earlier run that the new one does not have, and nothing else', async () => {
  const path = join(root, 'a');
  for (const names of [
    ['one.svg', 'weights-1.bin'],
    ['one.svg', 'weights-2.bin'],
  ]) {
    const folder = await openRunFolder(path);
    for (const name of names) await folder.write(name, name);
    await folder.publish();
    await folder.discard();
    await writeFile(join(path, 'notes.txt'), 'mine');
  }
  expect((await readdir(path)).sort()).toEqual(['files.txt', 'notes.txt', 'one.svg', 'weights-2.bin']);
});

it('removes what a killed run left, and refuses a folder that another run is writing to', async () => {
  const path = join(root, 'a');
  // No process has this number: it is beyond the largest that Linux gives.
  await mkdir(join(path, '.unfinished-4194305-abc'), { recursive: true });
  // In a container the next run may have the number of the one that was killed.
  await mkdir(join(path, `.unfinished-${process.pid}-abc`));
  const folder = await openRunFolder(path);
  expect(await readdir(path)).toHaveLength(1);
  await expect(openRunFolder(path)).rejects.toThrow(`another run (process ${process.pid}) is writing there`);
  await folder.discard();
  await mkdir(join(path, 'report.html'));
  await expect(openRunFolder(path)).rejects.toThrow('report.html in it is a folder');
});

it('names a folder that cannot be written to', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  await expect(openRunFolder(join(file, 'a'))).rejects.toThrow(
    `--out: ${join(file, 'a')} must be a folder that can be written to`,
  );
});
