import { expect, it } from 'vitest';
import { newestOnly } from './newest-only.ts';

const turns = () => new Promise<void>((resolve) => setTimeout(resolve));

it('runs one task at a time, and of those that wait the last alone', async () => {
  const [begun, errors]: [number[], unknown[]] = [[], []];
  const ends: (() => void)[] = [];
  const run = newestOnly(
    (value: number) => {
      begun.push(value);
      return new Promise<void>((resolve, reject) => ends.push(() => (value === 4 ? reject(value) : resolve())));
    },
    (error) => errors.push(error),
  );
  for (const value of [1, 2, 3, 4]) run(value);
  expect(begun).toEqual([1]);
  ends[0]?.();
  await turns();
  expect(begun).toEqual([1, 4]);
  run(5);
  ends[1]?.();
  await turns();
  expect(errors).toEqual([4]);
  expect(begun).toEqual([1, 4, 5]);
  ends[2]?.();
  await turns();
  run(6);
  expect(begun).toEqual([1, 4, 5, 6]);
});
