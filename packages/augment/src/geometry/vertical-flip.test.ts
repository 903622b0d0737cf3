import { expect, it } from 'vitest';
import { verticalFlip } from './vertical-flip.ts';

const image = { data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), shape: [3, 2, 2], scale: 1 / 255 };

it('mirrors columns and keeps rows as they are', () => {
  const { data, shape, scale } = verticalFlip({ probability: 1 }).apply(image, { seed: 1 });
  expect([...data]).toEqual([9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4]);
  expect([shape, scale]).toEqual([[3, 2, 2], 1 / 255]);
});

it('is its own inverse', () => {
  const flip = verticalFlip({ probability: 1 });
  expect(flip.apply(flip.apply(image, { seed: 1 }), { seed: 2 })).toEqual(image);
});

it('takes an image of no pixels', () => {
  const empty = { data: new Float32Array(0), shape: [3, 0, 1] };
  expect(verticalFlip({ probability: 1 }).apply(empty, { seed: 1 })).toEqual(empty);
});
