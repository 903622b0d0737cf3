import { expect, it } from 'vitest';
import { type NormalizeOptions, normalize } from './normalize.ts';

it('gives the well-known extremes of MNIST: −0.4242 and 2.8215, as (0 − 0.1307)/0.3081 and (1 − 0.1307)/0.3081', () => {
  const image = { data: Uint8Array.of(0, 255), shape: [1, 2, 1], scale: 1 / 255, range: [0, 255] } as const;
  const out = normalize({ mean: 0.1307, std: 0.3081 }).apply(image, { seed: 0 });
  // 255 × (1/255) is 1 exactly in double precision; one rounding to float32 follows.
  expect(out).toEqual({
    data: Float32Array.of((0 - 0.1307) / 0.3081, (1 - 0.1307) / 0.3081),
    shape: [1, 2, 1],
  });
  expect(out.data[0]).toBeCloseTo(-0.4242, 4);
  expect(out.data[1]).toBeCloseTo(2.8215, 4);
});

it('treats each channel by its own numbers', () => {
  const image = { data: Float32Array.of(1, 2, 3, 4), shape: [1, 2, 2] };
  expect([...normalize({ mean: [1, 0], std: [1, 2] }).apply(image, { seed: 0 }).data]).toEqual([0, 1, 2, 2]);
});

it('refuses numbers that do not fit', () => {
  const image = { data: new Uint8Array(3), shape: [1, 1, 3] };
  expect(() => normalize({ mean: 0, std: 0 })).toThrow(
    new RangeError('normalize: std must be a finite number > 0, got 0'),
  );
  expect(() => normalize({ mean: [], std: 1 })).toThrow(TypeError);
  expect(() => normalize({ std: 1 } as unknown as NormalizeOptions)).toThrow(TypeError);
  expect(() => normalize({ mean: [0, 0], std: 1 }).apply(image, { seed: 0 })).toThrow(
    new RangeError('normalize: mean has 2 channels and the image 3'),
  );
});
