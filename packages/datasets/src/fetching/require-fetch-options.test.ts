import { describe, expect, it } from 'vitest';
import { loadCatsVsDogs, loadCifar10, loadFashionMnist, loadHousing, loadMnist } from '../index.ts';

const loaders: readonly (readonly [string, (options: object) => Promise<unknown>])[] = [
  ['loadMnist', loadMnist],
  ['loadFashionMnist', loadFashionMnist],
  ['loadCifar10', loadCifar10],
  ['loadHousing', (options) => loadHousing({ set: 'boston', ...options })],
  ['loadCatsVsDogs', loadCatsVsDogs],
];

describe.each(loaders)('%s', (name, load) => {
  it.each<[object, string]>([
    [{ directory: 5 }, 'directory must be a string, got 5'],
    [{ cacheDirectory: null }, 'cacheDirectory must be a string, got null'],
    [{ offline: 'no' }, 'offline must be true or false, got "no"'],
    [{ signal: {} }, 'signal must be an AbortSignal, got '],
    [{ onProgress: 1 }, 'onProgress must be a function, got 1'],
    [{ mirrors: 'https://example.com' }, 'mirrors must be a list of URLs as strings, got "https://example.com"'],
    [{ mirrors: [5] }, 'mirrors must be a list of URLs as strings, got '],
  ])('refuses %o', async (options, message) => {
    const refused = load(options);
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(`${name}: ${message}`);
  });
});

it('refuses options that are none', async () => {
  await expect(loadMnist(null as never)).rejects.toThrow('loadMnist: options must be an object, got null');
  await expect(loadHousing(undefined as never)).rejects.toThrow(
    'loadHousing: options must be an object, got undefined',
  );
});
