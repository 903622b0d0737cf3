import { resolve, sep } from 'node:path';
import { expect, it, vi } from 'vitest';
import { cacheFolder } from './cache-folder.ts';
import { nodeBuiltins, requireNode } from './node-builtins.ts';

const withEnv = (env: Record<string, string>): ReturnType<typeof requireNode> => ({ ...requireNode('test'), env });

it('prefers the option, then GRADLAB_CACHE_DIR, then the platform’s folder', async () => {
  expect(await cacheFolder(withEnv({ GRADLAB_CACHE_DIR: 'b' }), 'a')).toBe(resolve('a'));
  expect(await cacheFolder(withEnv({ GRADLAB_CACHE_DIR: 'b' }), undefined)).toBe(resolve('b'));
  const platform = await cacheFolder(withEnv({ GRADLAB_CACHE_DIR: '' }), undefined);
  expect(platform.split(sep)).toContain('gradlab');
});

it('knows a place without files', () => {
  vi.stubGlobal('process', undefined);
  const found = nodeBuiltins();
  vi.unstubAllGlobals();
  expect(found).toBeUndefined();
});
