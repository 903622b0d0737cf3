import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryOf, parseDataSource } from './data-source.ts';

it('takes two words, and anything else as a folder', () => {
  expect(parseDataSource('synthetic', '/base')).toEqual({ kind: 'synthetic' });
  expect(parseDataSource('download', '/base')).toEqual({ kind: 'download' });
  expect(parseDataSource('mnist', '/base')).toEqual({ kind: 'directory', path: '/base/mnist' });
});

it('finds the folder of a data set in a folder of several', async () => {
  const root = await mkdtemp(join(tmpdir(), 'gradlab-source-'));
  const source = parseDataSource(root, '/');
  expect(directoryOf(source, 'mnist')).toEqual({ directory: root });
  await mkdir(join(root, 'mnist'));
  expect(directoryOf(source, 'mnist')).toEqual({ directory: join(root, 'mnist') });
  expect(directoryOf({ kind: 'download' }, 'mnist')).toEqual({});
  await rm(root, { recursive: true });
});
