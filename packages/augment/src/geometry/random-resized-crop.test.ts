import { KOLMOGOROV_SMIRNOV_BOUND, kolmogorovSmirnov } from '@gradlab-internal/testing/statistics';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parametersFor } from '../transform.ts';
import { type Box, middleBox, randomResizedCrop } from './random-resized-crop.ts';

const boxOf = (options: Parameters<typeof randomResizedCrop>[0], height: number, width: number, index: number): Box => {
  const image = { data: new Uint8Array(height * width), shape: [height, width, 1] };
  return parametersFor(randomResizedCrop(options), image, { seed: 4, index }) as unknown as Box;
};

it('stays inside the image, whatever its proportions', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.nat(), (height, width, index) => {
      const box = boxOf({ size: 3, scale: [0.05, 1] }, height, width, index);
      expect(Math.min(box.top, box.left)).toBeGreaterThanOrEqual(0);
      expect(Math.min(box.height, box.width)).toBeGreaterThanOrEqual(1);
      expect(box.top + box.height).toBeLessThanOrEqual(height);
      expect(box.left + box.width).toBeLessThanOrEqual(width);
    }),
  );
});

it('has uniform areas and uniform logarithms of proportions (Kolmogorov-Smirnov)', () => {
  // Small boxes of a large image: none is refused, and whole pixels round an area by less than a hundredth.
  const boxes = Array.from({ length: 1000 }, (_, i) => boxOf({ size: 3, scale: [0.1, 0.3] }, 2000, 2000, i));
  const areas = Float64Array.from(boxes, ({ height, width }) => (height * width) / 2000 ** 2);
  const ratios = Float64Array.from(boxes, ({ height, width }) => Math.log(width / height));
  const within = (low: number, high: number) => (x: number) => Math.min(1, Math.max(0, (x - low) / (high - low)));
  expect(kolmogorovSmirnov(areas, within(0.1, 0.3))).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
  expect(kolmogorovSmirnov(ratios, within(Math.log(3 / 4), Math.log(4 / 3)))).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
});

// Worked out by hand from torchvision's fallback: width / height is held within the ratios.
it.each([
  [10, 100, { top: 0, left: 43, height: 10, width: 13 }],
  [100, 10, { top: 43, left: 0, height: 13, width: 10 }],
  [20, 22, { top: 0, left: 0, height: 20, width: 22 }],
])('takes the middle of an image of %i x %i when nothing fits', (height, width, box) => {
  expect(middleBox(height, width, [3 / 4, 4 / 3])).toEqual(box);
});

it('falls back to the middle after ten tries', () => {
  // All of the area in other proportions than the image's never fits.
  expect(boxOf({ size: 3, scale: [1, 1] }, 10, 100, 5)).toEqual(middleBox(10, 100, [3 / 4, 4 / 3]));
});

it('tries ten times', () => {
  // All of the area of 10 x 40 fits after rounding where the ratio is within [400 / 10.5², 40.5² / 400], which a draw
  // of log ratio hits with p = 0.0814; 0.592 of those are narrower than 40. So (1 − (1 − p)^10) · 0.592 = 0.339 of all
  // boxes are narrower than the image, which is what the others take. Five standard errors of 1,000 draws.
  const widths = Array.from(
    { length: 1000 },
    (_, i) => boxOf({ size: 3, scale: [1, 1], ratio: [1, 4.5] }, 10, 40, i).width,
  );
  expect(Math.abs(widths.filter((width) => width < 40).length - 339)).toBeLessThan(5 * Math.sqrt(1000 * 0.339 * 0.661));
});
