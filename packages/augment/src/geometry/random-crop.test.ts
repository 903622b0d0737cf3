import { describe, expect, it } from 'vitest';
import { parametersFor } from '../transform.ts';
import type { PadMode } from './pad-mode.ts';
import { type RandomCropOptions, randomCrop } from './random-crop.ts';

const row = { data: Uint8Array.of(1, 2, 3, 4), shape: [1, 4, 1] };

describe('randomCrop', () => {
  // The padded rows that torchvision's documentation of Pad gives for [1, 2, 3, 4] and a padding of 2.
  it.each([
    ['constant', [9, 9, 1, 2, 3, 4, 9, 9]],
    ['edge', [1, 1, 1, 2, 3, 4, 4, 4]],
    ['reflect', [3, 2, 1, 2, 3, 4, 3, 2]],
    ['symmetric', [2, 1, 1, 2, 3, 4, 4, 3]],
  ] as const)('pads with mode %s', (padMode: PadMode, padded) => {
    const crop = randomCrop({ size: [1, 8], padding: 2, padMode, fill: 9 });
    expect([...crop.applyParameters(row, { top: 0, left: -2 }).data]).toEqual(padded);
  });

  it('repeats the mirrored image where the padding passes it', () => {
    const crop = (padMode: PadMode): number[] => [
      ...randomCrop({ size: [1, 9], padding: 9, padMode }).applyParameters(
        { data: Uint8Array.of(1, 2), shape: [1, 2, 1] },
        { top: 0, left: -4 },
      ).data,
    ];
    expect(crop('reflect')).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1]);
    expect(crop('symmetric')).toEqual([1, 2, 2, 1, 1, 2, 2, 1, 1]);
  });

  it('cuts a window with its channels', () => {
    const image = { data: Float32Array.from({ length: 18 }, (_, i) => i), shape: [3, 3, 2] };
    const { data, shape } = randomCrop({ size: 2 }).applyParameters(image, { top: 1, left: 0 });
    expect([[...data], shape]).toEqual([
      [6, 7, 8, 9, 12, 13, 14, 15],
      [2, 2, 2],
    ]);
  });

  it('reaches every place about equally often (chi-squared, 24 degrees of freedom, p = 1e-6 at 72)', () => {
    const counts = new Map<string, number>();
    const crop = randomCrop({ size: 4, padding: 2 });
    const image = { data: new Uint8Array(16), shape: [4, 4, 1] };
    for (let index = 0; index < 5000; index++) {
      const place = JSON.stringify(parametersFor(crop, image, { seed: 2, index }));
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    expect(counts.size).toBe(25);
    expect([...counts.values()].reduce((sum, n) => sum + (n - 200) ** 2 / 200, 0)).toBeLessThan(72);
    expect([...counts.keys()].every((place) => /^\{"top":(-[12]|[012]),"left":(-[12]|[012])\}$/.test(place))).toBe(
      true,
    );
  });

  it('keeps the whole image when there is nothing to choose', () => {
    expect(randomCrop({ size: [1, 4] }).apply(row, { seed: 1 })).toEqual(row);
  });

  it.each([
    [{ size: 0 }, 'size must be an integer >= 1, got 0'],
    [{ size: [2, 1.5] }, 'size must be an integer >= 1, got 1.5'],
    [{ size: 2, padding: -1 }, 'padding must be an integer >= 0, got -1'],
    [{ size: 2, padMode: 'wrap' }, 'padMode must be one of constant, edge, reflect, symmetric, got "wrap"'],
    [{ size: 2, fill: Number.NaN }, 'fill must be a finite number'],
  ])('refuses %j', (options, message) => {
    expect(() => randomCrop(options as unknown as RandomCropOptions)).toThrow(RangeError);
    expect(() => randomCrop(options as unknown as RandomCropOptions)).toThrow(message);
  });

  it('refuses an image that is too small', () => {
    expect(() => randomCrop({ size: 4, padding: 1 }).apply(row, { seed: 1 })).toThrow(
      new RangeError('randomCrop: the image must be at least 4 x 4 with a padding of 1, got [1,4,1]'),
    );
  });
});
