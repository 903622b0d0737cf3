import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parametersFor } from '../transform.ts';
import { cutout } from './cutout.ts';
import type { Box } from './fill-box.ts';
import { randomErasing } from './random-erasing.ts';

const blank = (height: number, width: number) => ({
  data: new Float32Array(height * width),
  shape: [height, width, 1],
});

it('randomErasing erases what it drew: smaller than the image, of an area and proportions in its ranges', () => {
  const erasing = randomErasing({ probability: 1, scale: [0.1, 0.3], ratio: [0.5, 2], value: 1 });
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 60 }),
      fc.integer({ min: 20, max: 60 }),
      fc.nat(),
      (height, width, index) => {
        const image = blank(height, width);
        const box = parametersFor(erasing, image, { seed: 1, index }) as unknown as Box | null;
        const erased = Array.from(erasing.apply(image, { seed: 1, index }).data).reduce((sum, value) => sum + value, 0);
        expect(erased).toBe(box === null ? 0 : box.height * box.width);
        if (box === null) return;
        // Each side is rounded by half a pixel at most.
        expect((box.height - 0.5) * (box.width - 0.5)).toBeLessThanOrEqual(0.3 * height * width);
        expect((box.height + 0.5) * (box.width + 0.5)).toBeGreaterThanOrEqual(0.1 * height * width);
        expect((box.height - 0.5) / (box.width + 0.5)).toBeLessThanOrEqual(2);
        expect((box.height + 0.5) / (box.width - 0.5)).toBeGreaterThanOrEqual(0.5);
      },
    ),
  );
});

it('randomErasing erases nothing after ten tries', () => {
  // A box of the whole area is never smaller than a square image in both directions.
  const whole = randomErasing({ probability: 1, scale: [1, 1] });
  expect(parametersFor(whole, blank(9, 9), { seed: 1 })).toBeNull();
  const image = blank(9, 9);
  expect(whole.apply(image, { seed: 1 })).toBe(image);
});

it('randomErasing fills with standard normal draws that a replay repeats', () => {
  const erasing = randomErasing({ probability: 1, scale: [0.9, 0.9], ratio: [1, 1], value: 'random' });
  const { data } = erasing.applyParameters(blank(60, 60), { top: 0, left: 0, height: 60, width: 60, noise: 5 });
  const mean = Array.from(data).reduce((sum, value) => sum + value, 0) / 3600;
  const variance = Array.from(data).reduce((sum, value) => sum + value * value, 0) / 3600;
  // Five standard errors of 3,600 draws: 5/60, and 5 √2 / 60 for the variance.
  expect([Math.abs(mean) < 5 / 60, Math.abs(variance - 1) < (5 * Math.SQRT2) / 60]).toEqual([true, true]);
});

it('cutout clips its holes at the edge, and reaches every pixel', () => {
  const holes = cutout({ size: [3, 4], count: 2, fill: 1 });
  const reached = new Set<number>();
  for (let index = 0; index < 200; index++) {
    const image = blank(5, 6);
    const boxes = parametersFor(holes, image, { seed: 1, index }) as unknown as Box[];
    expect(boxes).toHaveLength(2);
    for (const { top, left, height, width } of boxes) {
      expect(top >= 0 && left >= 0 && top + height <= 5 && left + width <= 6 && height <= 3 && width <= 4).toBe(true);
    }
    holes.apply(image, { seed: 1, index }).data.forEach((value, i) => {
      if (value === 1) reached.add(i);
    });
  }
  expect(reached.size).toBe(30);
});

it('cutout without holes, and of an image of no pixels', () => {
  const image = blank(2, 2);
  expect(cutout({ size: 1, count: 0 }).apply(image, { seed: 1 })).toEqual(image);
  expect(parametersFor(cutout({ size: 1 }), blank(0, 3), { seed: 1 })).toEqual([]);
});
