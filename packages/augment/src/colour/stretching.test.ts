import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ImageArray } from '../image.ts';
import { autoContrast } from './auto-contrast.ts';
import { equalize } from './equalize.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import { invert } from './invert.ts';
import { posterize } from './posterize.ts';

const always = { probability: 1 };
const draw = { seed: 0 };
const gray = fc
  .array(fc.nat(255), { minLength: 36, maxLength: 36 })
  .map((values): ImageArray => ({ data: Uint8Array.from(values), shape: [6, 6, 1], range: [0, 255] }));

it('invert is its own inverse', () => {
  fc.assert(
    fc.property(gray, (image) => {
      expect(invert(always).apply(invert(always).apply(image, draw), draw)).toEqual(image);
    }),
  );
});

it('posterize again changes nothing', () => {
  fc.assert(
    fc.property(gray, fc.integer({ min: 0, max: 8 }), (image, bits) => {
      const once = posterize({ bits, ...always }).apply(image, draw);
      expect(posterize({ bits, ...always }).apply(once, draw)).toEqual(once);
      expect(new Set(once.data).size).toBeLessThanOrEqual(2 ** bits);
    }),
  );
});

it('autoContrast reaches black and white, keeps the order, and keeps an image of one colour', () => {
  fc.assert(
    fc.property(gray, (image) => {
      const { data } = autoContrast(always).apply(image, draw);
      const order = [...image.data.keys()].sort((a, b) => (image.data[a] ?? 0) - (image.data[b] ?? 0));
      const sorted = order.map((i) => data[i] ?? 0);
      expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
      // The brightest may be 254: torchvision truncates, and float32 may put 255 just below.
      if (new Set(image.data).size > 1) expect([sorted[0], (sorted.at(-1) ?? 0) >= 254]).toEqual([0, true]);
      else expect(data).toEqual(image.data);
    }),
  );
});

it('equalize keeps the order and leaves images of few pixels', () => {
  const ramp: ImageArray = {
    data: Uint8Array.from({ length: 2550 }, (_, i) => 40 + Math.trunc(i / 30)),
    shape: [50, 51, 1],
    range: [0, 255],
  };
  const { data } = equalize(always).apply(ramp, draw);
  expect([...data]).toEqual([...data].sort((a, b) => a - b));
  expect([data[0], data.at(-1)]).toEqual([0, 255]);
  fc.assert(
    fc.property(gray, (image) => {
      expect(equalize(always).apply(image, draw)).toEqual(image);
    }),
  );
});

it('gaussianBlur keeps an image of one colour', () => {
  const flat: ImageArray = { data: new Uint8Array(20).fill(77), shape: [4, 5, 1] };
  expect(gaussianBlur({ kernelSize: [5, 3] }).apply(flat, draw)).toEqual(flat);
  // A kernel larger than the image reflects more than once.
  const pixel: ImageArray = { data: Float32Array.of(3), shape: [1, 1, 1] };
  expect(gaussianBlur({ kernelSize: 9 }).apply(pixel, draw).data[0]).toBeCloseTo(3, 6);
});
