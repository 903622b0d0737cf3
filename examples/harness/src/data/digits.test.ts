import { expect, it } from 'vitest';
import { loadDigits } from './digits.ts';
import { subsetOf } from './study-data.ts';

const QUICK = { train: 30, validation: 10, test: 20 } as const;

const draw = (seed: number) =>
  loadDigits(
    { source: { kind: 'synthetic' }, profile: 'quick', seed, signal: new AbortController().signal, log() {} },
    QUICK,
  );

it('draws digits of the sizes asked for, the same for the same seed', async () => {
  const digits = await draw(1);
  expect([digits.train.size, digits.validation.size, digits.test.size]).toEqual([30, 10, 20]);
  expect(digits.isReference).toBe(false);
  expect(digits.train.x.data).toEqual((await draw(1)).train.x.data);
  expect(digits.train.x.data).not.toEqual((await draw(2)).train.x.data);
  expect(digits.train.x.data.slice(0, 784)).not.toEqual(digits.test.x.data.slice(0, 784));
});

it('cuts a subset that keeps what is small enough, and is not the reference any more', async () => {
  const digits = { ...(await draw(1)), isReference: true };
  const cut = subsetOf(digits, { train: 12, validation: 10, test: 99 }, 3);
  expect([cut.train.size, cut.validation, cut.test]).toEqual([12, digits.validation, digits.test]);
  expect([cut.isReference, cut.name]).toEqual([false, 'a subset of synthetic digits']);
  expect(subsetOf(digits, { train: 12, validation: 10, test: 99 }, 3).train.x.data).toEqual(cut.train.x.data);
  expect(subsetOf(digits, { train: 30, validation: 10, test: 20 }, 3)).toBe(digits);
});
