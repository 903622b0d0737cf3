import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { dataFolder } from './data-folder.ts';
import { requireNode } from './node-builtins.ts';

it('finds the subfolder, then the folder itself, and neither where no file is', async () => {
  const root = await temporaryFolder();
  const node = { ...requireNode('test'), env: { GRADLAB_DATA_DIR: root } };
  const find = (names: readonly string[]): Promise<string | undefined> => dataFolder(node, 'set', names);
  expect(await find(['a', 'b'])).toBeUndefined();
  await writeFile(join(root, 'b'), '');
  expect(await find(['a', 'b'])).toBe(root);
  await mkdir(join(root, 'set'));
  await writeFile(join(root, 'set', 'a'), '');
  expect(await find(['a', 'b'])).toBe(join(root, 'set'));
  expect(await find(['c'])).toBeUndefined();
  expect(await dataFolder({ ...node, env: { GRADLAB_DATA_DIR: '' } }, 'set', ['a'])).toBeUndefined();
});
