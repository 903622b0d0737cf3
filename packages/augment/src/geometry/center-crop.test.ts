import { expect, it } from 'vitest';
import { centerCrop } from './center-crop.ts';

const row = { data: Uint8Array.of(1, 2, 3, 4), shape: [1, 4, 1] };

it.each([
  // An odd rest of 1 or 5 is halved to the even number, as Python rounds: 0 here.
  [3, [1, 2, 3]],
  [2, [2, 3]],
  [1, [3]],
  [7, [0, 1, 2, 3, 4, 0, 0]],
])('cuts %i of four', (width, expected) => {
  expect([...centerCrop({ size: [1, width] }).apply(row, { seed: 0 }).data]).toEqual(expected);
});

it('is the identity at the size of the image', () => {
  expect(centerCrop({ size: [1, 4] }).apply(row, { seed: 0 })).toEqual(row);
});
