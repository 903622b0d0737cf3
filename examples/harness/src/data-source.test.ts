import { expect, it } from 'vitest';
import { loadDigits, parseDataSource } from './data-source.ts';

it('takes two words, and anything else as a folder', () => {
  expect(parseDataSource('synthetic', '/base')).toEqual({ kind: 'synthetic' });
  expect(parseDataSource('download', '/base')).toEqual({ kind: 'download' });
  expect(parseDataSource('mnist', '/base')).toEqual({ kind: 'directory', path: '/base/mnist' });
});

it('draws digits of the sizes asked for, the same for the same seed', async () => {
  const draw = (seed: number) =>
    loadDigits(
      { kind: 'synthetic' },
      { seed, sizes: { train: 30, validation: 10, test: 20 }, signal: new AbortController().signal, log() {} },
    );
  const digits = await draw(1);
  expect([digits.train.size, digits.validation.size, digits.test.size]).toEqual([30, 10, 20]);
  expect(digits.train.x.data).toEqual((await draw(1)).train.x.data);
  expect(digits.train.x.data).not.toEqual((await draw(2)).train.x.data);
  expect(digits.train.x.data.slice(0, 784)).not.toEqual(digits.test.x.data.slice(0, 784));
});
