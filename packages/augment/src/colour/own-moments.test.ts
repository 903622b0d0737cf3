import fc from 'fast-check';
import { expect, it } from 'vitest';
import { denormalize } from './denormalize.ts';
import { normalize } from './normalize.ts';
import { standardize } from './standardize.ts';
import { zeroCenter } from './zero-center.ts';

const draw = { seed: 0 };
const colour = fc
  .array(fc.nat(255), { minLength: 12, maxLength: 12 })
  .map((values) => ({ data: Uint8Array.from(values), shape: [2, 2, 3], scale: 1 / 255, range: [0, 255] as const }));
const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

it('zeroCenter gives the mean 0, of all values or of each channel (float32: 1e-7)', () => {
  fc.assert(
    fc.property(colour, (image) => {
      expect(Math.abs(meanOf(zeroCenter().apply(image, draw).data))).toBeLessThan(1e-7);
      const { data, range, scale } = zeroCenter({ perChannel: true }).apply(image, draw);
      for (const c of [0, 1, 2]) expect(Math.abs(meanOf(data.filter((_, i) => i % 3 === c)))).toBeLessThan(1e-7);
      expect([data.constructor, range, scale]).toEqual([Float32Array, undefined, undefined]);
    }),
  );
});

it('standardize gives the deviation 1, or less for an image of nearly one colour', () => {
  fc.assert(
    fc.property(colour, (image) => {
      const deviation = Math.sqrt(
        meanOf(
          standardize()
            .apply(image, draw)
            .data.map((value) => value * value),
        ),
      );
      expect(deviation).toBeLessThan(1 + 1e-6);
    }),
  );
  const spread = { data: Uint8Array.of(0, 255, 0, 255), shape: [2, 2, 1], scale: 1 / 255 };
  expect([...standardize().apply(spread, draw).data]).toEqual([-1, 1, -1, 1]);
  expect([...standardize().apply({ ...spread, data: new Uint8Array(4).fill(9) }, draw).data].map(Math.abs)).toEqual([
    0, 0, 0, 0,
  ]);
});

it('denormalize undoes normalize (float32: 1e-6) and keeps within the range it declares', () => {
  const statistics = { mean: [0.1, 0.5, 0.9], std: [0.5, 0.25, 2] };
  fc.assert(
    fc.property(colour, (image) => {
      const { data } = denormalize(statistics).apply(normalize(statistics).apply(image, draw), draw);
      data.forEach((value, i) => {
        expect(Math.abs(value - (image.data[i] ?? 0) / 255)).toBeLessThan(1e-6);
      });
    }),
  );
  const far = { data: Float32Array.of(-9, 9, 0), shape: [1, 3, 1] };
  const { data, range } = denormalize({ mean: 0.5, std: 1, range: [0, 1] }).apply(far, draw);
  expect([[...data], range]).toEqual([
    [0, 1, 0.5],
    [0, 1],
  ]);
});
