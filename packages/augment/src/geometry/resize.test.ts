import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resize } from './resize.ts';

const side = fc.integer({ min: 1, max: 20 });

it('keeps an image of one colour, in any size', () => {
  fc.assert(
    fc.property(
      side,
      side,
      side,
      side,
      fc.constantFrom('bilinear', 'bicubic'),
      fc.nat(255),
      (h, w, height, width, interpolation, value) => {
        const image = { data: new Uint8Array(h * w).fill(value), shape: [h, w, 1] };
        const { data } = resize({ size: [height, width], interpolation }).apply(image, { seed: 0 });
        // Weights of 16 bits, each rounded by half a unit, sum to 1 within 2^-11 at 20 taps: less than one level of 255.
        expect(data.every((each) => Math.abs(each - value) <= 1)).toBe(true);
      },
    ),
  );
});

it('is the mean of all pixels where an image becomes one pixel of half its size', () => {
  const image = { data: Float32Array.of(0, 1, 2, 5), shape: [1, 4, 1] };
  // Triangle of radius 2 about 1 and 3, by hand: (0·.75 + 1·.75 + 2·.25) / 1.75 and so on.
  expect([...resize({ size: [1, 2] }).apply(image, { seed: 0 }).data]).toEqual([
    Math.fround(1.25 / 1.75),
    Math.fround((0.25 + 1.5 + 3.75) / 1.75),
  ]);
});

it('sets the shorter edge when given one number', () => {
  const shapeOf = (height: number, width: number): readonly number[] =>
    resize({ size: 10 }).apply({ data: new Uint8Array(height * width), shape: [height, width, 1] }, { seed: 0 }).shape;
  expect([shapeOf(20, 39), shapeOf(39, 20), shapeOf(7, 7)]).toEqual([
    [10, 19, 1],
    [19, 10, 1],
    [10, 10, 1],
  ]);
});

it('gives back the image itself where the size stays', () => {
  const image = { data: new Uint8Array(6), shape: [2, 3, 1] };
  expect(resize({ size: [2, 3] }).apply(image, { seed: 0 })).toBe(image);
});

it('treats channels apart', () => {
  const image = { data: Float32Array.of(1, 10, 3, 30), shape: [1, 2, 2] };
  expect([...resize({ size: [1, 1] }).apply(image, { seed: 0 }).data]).toEqual([2, 20]);
});

it('refuses an image of no pixels', () => {
  expect(() => resize({ size: 2 }).apply({ data: new Uint8Array(0), shape: [0, 3, 1] }, { seed: 0 })).toThrow(
    new RangeError('resize: an image must have pixels, got 0 x 3'),
  );
});
