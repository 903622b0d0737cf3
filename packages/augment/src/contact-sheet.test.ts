import { expect, it } from 'vitest';
import { grayscale } from './colour/grayscale.ts';
import { normalize } from './colour/normalize.ts';
import { contactSheet } from './contact-sheet.ts';
import { horizontalFlip } from './geometry/horizontal-flip.ts';
import { rotation } from './geometry/rotation.ts';
import { oneOf } from './one-of.ts';
import { defineTransform } from './transform.ts';

const image = { data: Uint8Array.of(1, 2, 3, 4), shape: [1, 4, 1], range: [0, 255] as const };

it('puts draws side by side, with what was drawn', () => {
  const sheet = contactSheet(horizontalFlip(), image, { seed: 1, index: 40, count: 5, columns: 2, gap: 1 });
  expect([sheet.rows, sheet.columns, sheet.image.shape]).toEqual([3, 2, [5, 9, 1]]);
  expect(sheet.tiles.map(({ top, left }) => [top, left])).toEqual([
    [0, 0],
    [0, 5],
    [2, 0],
    [2, 5],
    [4, 0],
  ]);
  for (const { top, left, draw, parameters } of sheet.tiles) {
    const expected = horizontalFlip().apply(image, draw).data;
    expect([...sheet.image.data.subarray(9 * top + left, 9 * top + left + 4)]).toEqual([...expected]);
    expect(parameters).toBe(expected[0] === 4);
  }
  expect(sheet.tiles.map(({ draw }) => draw.index)).toEqual([40, 41, 42, 43, 44]);
  // White between and after the tiles.
  expect([sheet.image.data[4], sheet.image.data[9], sheet.image.data.at(-1)]).toEqual([255, 255, 255]);
});

it('shows values without a range from the smallest to the largest, and says so', () => {
  const { image: shown, tiles } = contactSheet(normalize({ mean: 2, std: 1 }), image, { seed: 1, count: 1 });
  expect([[...shown.data], tiles[0]?.shown]).toEqual([
    [0, 85, 170, 255],
    [-1, 2],
  ]);
  const flat = { data: new Float32Array(2), shape: [1, 2, 1] };
  expect([...contactSheet(horizontalFlip(), flat, { seed: 1, count: 1 }).image.data]).toEqual([128, 128]);
});

it('gives tiles of several sizes cells of the largest', () => {
  const turn = oneOf([rotation({ degrees: [90, 90], expand: true }), horizontalFlip()]);
  const sheet = contactSheet(turn, image, { seed: 1, count: 16 });
  expect(sheet.image.shape).toEqual([4 * 6 - 2, 4 * 6 - 2, 1]);
  expect(new Set(sheet.tiles.map(({ height, width }) => `${height}x${width}`))).toEqual(new Set(['1x4', '4x1']));
});

it('refuses tiles of several numbers of channels', () => {
  const first = defineTransform({
    config: { name: 'first' },
    sample: () => null,
    outputShape: ([height, width]) => [height, width, 1],
    applyParameters: ({ data }, [height, width]) => ({
      data: data.filter((_, i) => i % 3 === 0),
      shape: [height, width, 1],
    }),
  });
  const colour = { data: new Uint8Array(12), shape: [2, 2, 3], range: [0, 255] as const };
  expect(() => contactSheet(oneOf([first, grayscale()]), colour, { seed: 1 })).toThrow(
    new RangeError('contactSheet: the transform must give all images as many channels, got several numbers'),
  );
});
