import { createDataset } from '@gradlab/datasets';
import { expect, it } from 'vitest';
import { drawnPictures } from './drawn-pictures.ts';

it('draws each digit once in ten, the same for the same seed, a larger set beginning with the smaller', () => {
  const few = drawnPictures({ size: 20, seed: 1 });
  expect(createDataset(few).x.shape).toEqual([32, 32, 3]);
  expect([...few.y.data.subarray(0, 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const more = drawnPictures({ size: 30, seed: 1 });
  const bytes = (data: ArrayLike<number>): Buffer => Buffer.from(Uint8Array.from(data));
  expect(bytes(more.x.data).subarray(0, few.x.data.length).equals(bytes(few.x.data))).toBe(true);
  expect(bytes(drawnPictures({ size: 20, seed: 2 }).x.data).equals(bytes(few.x.data))).toBe(false);
  expect(drawnPictures({ size: 0, seed: 1 }).size).toBe(0);
});

it('keeps the ink lighter than the ground in every picture', () => {
  const { x, size } = drawnPictures({ size: 40, seed: 3 });
  const elements = 32 * 32 * 3;
  for (let i = 0; i < size; i++) {
    const sorted = [...x.data.subarray(i * elements, (i + 1) * elements)].sort((a, b) => a - b);
    // Most of a picture is its ground, and a stroke is more than 60 values.
    expect((sorted.at(-60) ?? 0) - (sorted[elements / 2] ?? 0)).toBeGreaterThan(40);
  }
});
