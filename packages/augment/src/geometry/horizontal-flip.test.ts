import { expect, it } from 'vitest';
import { horizontalFlip } from './horizontal-flip.ts';

// Worked out by hand: two rows of three pixels of two channels.
const image = { data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), shape: [2, 3, 2], scale: 1 / 255 };

it('mirrors rows and keeps the channels of a pixel together', () => {
  const { data, shape, scale } = horizontalFlip({ probability: 1 }).apply(image, { seed: 1 });
  expect([...data]).toEqual([5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
  expect([shape, scale]).toEqual([[2, 3, 2], 1 / 255]);
});

it('is its own inverse', () => {
  const flip = horizontalFlip({ probability: 1 });
  expect(flip.apply(flip.apply(image, { seed: 1 }), { seed: 2 })).toEqual(image);
});

it('flips as often as asked: 1,000 draws within five standard errors', () => {
  const flip = horizontalFlip({ probability: 0.3 });
  let flipped = 0;
  for (let index = 0; index < 1000; index++) flipped += flip.apply(image, { seed: 3, index }) === image ? 0 : 1;
  expect(Math.abs(flipped - 300)).toBeLessThan(5 * Math.sqrt(1000 * 0.3 * 0.7));
  expect(horizontalFlip({ probability: 0 }).apply(image, { seed: 3 })).toBe(image);
});

it('takes an image of no pixels', () => {
  const empty = { data: new Float32Array(0), shape: [0, 3, 1] };
  expect(horizontalFlip({ probability: 1 }).apply(empty, { seed: 1 })).toEqual(empty);
});

it('refuses a probability out of range', () => {
  expect(() => horizontalFlip({ probability: 1.1 })).toThrow(
    new RangeError('horizontalFlip: probability must be a finite number >= 0 and <= 1, got 1.1'),
  );
});
