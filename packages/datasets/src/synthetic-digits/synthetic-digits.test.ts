import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { SKELETONS } from './skeletons.ts';
import { syntheticDigits } from './synthetic-digits.ts';

const image = ({ x }: Dataset, i: number): Uint8Array => {
  const pixels = (x.shape[0] ?? 0) * (x.shape[1] ?? 0);
  return (x.data as Uint8Array).subarray(i * pixels, (i + 1) * pixels);
};

describe('syntheticDigits', () => {
  it('has the bytes it had when this was written, on every engine', () => {
    const { x, y } = syntheticDigits({ size: 200, seed: 42 });
    const hash = (data: Dataset['x']['data']): string => createHash('sha256').update(data).digest('hex').slice(0, 16);
    expect([hash(x.data), hash(y.data)]).toMatchInlineSnapshot(`
      [
        "2d3b3713ef5479a6",
        "4fd44275ad0f684d",
      ]
    `);
  });

  it('draws example i from the seed and i alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 25 }), (seed, size) => {
        const small = syntheticDigits({ size, seed });
        const large = syntheticDigits({ size: size + 13, seed });
        expect(large.x.data.subarray(0, small.x.data.length)).toEqual(small.x.data);
        expect(large.y.data.subarray(0, size)).toEqual(small.y.data);
      }),
      { numRuns: 10 },
    );
  });

  it('holds every digit once in each ten, in no fixed order', () => {
    const { y } = syntheticDigits({ size: 100, seed: 3 });
    const runs = Array.from({ length: 10 }, (_, run) => [...y.data.subarray(run * 10, run * 10 + 10)]);
    for (const run of runs) expect([...run].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(runs.map((run) => run.join())).size).toBeGreaterThan(5);
  });

  it('differs by seed', () => {
    expect(image(syntheticDigits({ size: 1, seed: 1 }), 0)).not.toEqual(
      image(syntheticDigits({ size: 1, seed: 2 }), 0),
    );
  });

  it('inks a stroke’s worth of pixels, brightly, and never a corner', () => {
    const clean = syntheticDigits({ size: 300, seed: 5, noise: 0 });
    for (let i = 0; i < 300; i++) {
      const pixels = image(clean, i);
      const ink = pixels.reduce((sum, value) => sum + value, 0) / 255;
      expect(ink).toBeGreaterThan(10);
      expect(ink).toBeLessThan(784 / 2);
      expect(Math.max(...pixels)).toBeGreaterThan(150);
      // One digit in ten touches an edge; a wrong pose would push many through a corner.
      expect([pixels[0], pixels[27], pixels[756], pixels[783]]).toEqual([0, 0, 0, 0]);
    }
  });

  it('adds noise of the standard deviation asked for', () => {
    const clean = image(syntheticDigits({ size: 40, seed: 6, noise: 0, imageSize: 64 }), 39);
    const noisy = image(syntheticDigits({ size: 40, seed: 6, noise: 0.2, imageSize: 64 }), 39);
    // Where the ink is at half strength nothing is clamped: |noise| stays below 0.2·√6 = 0.49.
    const differences = [...noisy]
      .map((value, i) => (value - (clean[i] ?? 0)) / 255)
      .filter((_, i) => (clean[i] ?? 0) === 0);
    const positive = differences.filter((difference) => difference > 0);
    // On empty ground half of the draws are clamped to 0; E[max(0, z)²] is half the variance. 5 % for ~3,500 pixels.
    const meanSquare = positive.reduce((sum, d) => sum + d * d, 0) / differences.length;
    expect(Math.sqrt(2 * meanSquare) / 0.2).toBeGreaterThan(0.95);
    expect(Math.sqrt(2 * meanSquare) / 0.2).toBeLessThan(1.05);
  });

  it('draws at any size, and none', () => {
    expect(syntheticDigits({ size: 2, seed: 1, imageSize: 8 }).x.data).toHaveLength(128);
    expect(syntheticDigits({ size: 0, seed: 1 })).toMatchObject({ size: 0, y: { classNames: [...'0123456789'] } });
  });

  it('refuses options out of range', () => {
    expect(() => syntheticDigits({ size: -1, seed: 1 })).toThrow(RangeError);
    expect(() => syntheticDigits({ size: 1, seed: -1 })).toThrow(RangeError);
    expect(() => syntheticDigits({ size: 1, seed: 1, imageSize: 4 })).toThrow('imageSize must be an integer >= 8');
    expect(() => syntheticDigits({ size: 1, seed: 1, noise: Number.NaN })).toThrow('noise must be a finite number');
  });
});

it('writes each digit in three ways, on the sheet', () => {
  expect(SKELETONS.map((variants) => variants.length)).toEqual(new Array(10).fill(3));
  for (const [x, y] of SKELETONS.flat(2).flatMap(({ points }) => points)) {
    expect(x >= 0 && x <= 60 && y >= 0 && y <= 100).toBe(true);
  }
});
