import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRunFolder } from './index.ts';

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
  await writeFile(folder.staged('weights.bin'), 'w');
  expect((await readdir(folder.path)).filter((name) => !name.startsWith('.'))).toEqual([]);
  await folder.publish();
  await folder.discard();
  expect((await readdir(folder.path)).sort()).toEqual(['report.html', 'weights.bin']);
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
  expect((await readdir(path)).sort()).toEqual(['notes.txt', 'report.html']);
});

it('names a folder that cannot be written to', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  await expect(openRunFolder(join(file, 'a'))).rejects.toThrow(
    `--out: ${file} must be a folder that can be written to`,
  );
});
