import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitGeometry } from './fit-geometry.ts';

it('covers as torchvision does: Resize(64) of 500 x 375 makes 85 x 64, CenterCrop takes from 10', () => {
  expect(fitGeometry(500, 375, { width: 64, height: 64, fit: 'cover' })).toEqual({
    width: 85,
    height: 64,
    left: 10,
    top: 0,
  });
  expect(fitGeometry(375, 500, { width: 64, height: 64, fit: 'cover' })).toEqual({
    width: 64,
    height: 85,
    left: 0,
    top: 10,
  });
  // Half a pixel goes to the even side: (67 - 64) / 2 = 1.5 and (65 - 64) / 2 = 0.5.
  expect(fitGeometry(67, 64, { width: 64, height: 64, fit: 'cover' }).left).toBe(2);
  expect(fitGeometry(65, 64, { width: 64, height: 64, fit: 'cover' }).left).toBe(0);
});

it('stretches to the size', () => {
  expect(fitGeometry(500, 375, { width: 20, height: 30, fit: 'stretch' })).toEqual({
    width: 20,
    height: 30,
    left: 0,
    top: 0,
  });
});

it('keeps the proportions, fills the window and lets it lie in the middle', () => {
  const side = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(side, side, side, side, (w, h, width, height) => {
      const scaled = fitGeometry(w, h, { width, height, fit: 'cover' });
      expect(scaled.width === width || scaled.height === height).toBe(true);
      expect(Math.min(scaled.width - width, scaled.height - height)).toBe(0);
      const factor = Math.max(width / w, height / h);
      expect(Math.abs(scaled.width - w * factor)).toBeLessThan(1.001);
      expect(Math.abs(scaled.height - h * factor)).toBeLessThan(1.001);
      expect(Math.abs(scaled.width - width - 2 * scaled.left)).toBeLessThanOrEqual(1);
      expect(Math.abs(scaled.height - height - 2 * scaled.top)).toBeLessThanOrEqual(1);
    }),
  );
});
