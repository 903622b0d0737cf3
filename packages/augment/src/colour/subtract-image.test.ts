import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromConfig } from '../from-config.ts';
import { normalize } from './normalize.ts';
import { type SubtractImageOptions, subtractImage } from './subtract-image.ts';

it('subtracts each value from its own place', () => {
  const image = { data: Uint8Array.of(10, 20, 30, 40), shape: [2, 1, 2], scale: 0.5, range: [0, 255] } as const;
  const transform = subtractImage({ shape: [2, 1, 2], values: [1, 2, 3, 4] });
  expect(transform.apply(image, { seed: 0 })).toEqual({ data: Float32Array.of(4, 8, 12, 16), shape: [2, 1, 2] });
  expect(fromConfig(JSON.parse(JSON.stringify(transform.config))).apply(image, { seed: 0 }).data[3]).toBe(16);
});

it('takes one value for all places along an axis of size 1', () => {
  const image = { data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), shape: [2, 2, 2] };
  const of = (shape: readonly number[], values: readonly number[]): number[] => [
    ...subtractImage({ shape, values }).apply(image, { seed: 0 }).data,
  ];
  expect(of([2, 1, 1], [1, 5])).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  expect(of([1, 2, 1], [1, 3])).toEqual([0, 1, 0, 1, 4, 5, 4, 5]);
  expect(of([1, 1, 1], [1])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('is normalize with deviation 1 where it has one value per channel', () => {
  const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const means = fc.tuple(share, share, share);
  fc.assert(
    fc.property(bytes, means, (data, mean) => {
      const image = { data: Uint8Array.from(data), shape: [2, 2, 3], scale: 1 / 255 };
      const expected = normalize({ mean, std: 1 }).apply(image, { seed: 0 });
      expect(subtractImage({ shape: [1, 1, 3], values: mean }).apply(image, { seed: 0 })).toEqual(expected);
    }),
  );
});

it('refuses what does not fit', () => {
  const refuse = (options: object, error: Error): void =>
    expect(() => subtractImage(options as SubtractImageOptions)).toThrow(error);
  refuse(
    { shape: [1, 1], values: [0] },
    new RangeError('subtractImage: shape must be [height, width, channels], got [1,1]'),
  );
  refuse({ shape: [1, 1, 2], values: [0] }, new RangeError('subtractImage: values must be 2 numbers, got 1'));
  refuse({ shape: [1, 1, 1] }, new TypeError('subtractImage: values must be a list of numbers, got undefined'));
  refuse(
    { shape: [1, 1, 1], values: [Number.NaN] },
    new RangeError('subtractImage: values[0] must be a finite number, got NaN'),
  );
  const image = { data: new Uint8Array(12), shape: [2, 2, 3] };
  expect(() => subtractImage({ shape: [2, 3, 3], values: Array(18).fill(0) }).apply(image, { seed: 0 })).toThrow(
    new RangeError('subtractImage: the image must have shape [2,3,3], got [2,2,3]'),
  );
});
