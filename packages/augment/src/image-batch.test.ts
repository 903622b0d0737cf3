import { expect, it } from 'vitest';
import { gaussianNoise } from './colour/gaussian-noise.ts';
import { compose } from './compose.ts';
import { randomCrop } from './geometry/random-crop.ts';
import { rotation } from './geometry/rotation.ts';
import { applyToBatch, type ImageBatch } from './image-batch.ts';
import { randomApply } from './random-apply.ts';

const batch: ImageBatch = {
  data: Uint8Array.from({ length: 6 * 20 }, (_, i) => 2 * i),
  shape: [6, 4, 5, 1],
  scale: 1 / 255,
  range: [0, 255],
};
const transform = compose([randomCrop({ size: 4, padding: 2 }), gaussianNoise()]);
const part = (from: number, to: number): ImageBatch => ({
  ...batch,
  data: batch.data.subarray(20 * from, 20 * to),
  shape: [to - from, 4, 5, 1],
});

it('gives an image the same in any batch, and what it gives alone', () => {
  const indices = [8, 3, 5, 0, 11, 7];
  const whole = applyToBatch(transform, batch, { seed: 1, epoch: 2, indices });
  expect([whole.shape, whole.scale, whole.range]).toEqual([[6, 4, 4, 1], 1 / 255, [0, 255]]);
  const split = [part(0, 2), part(2, 6)].flatMap((each, i) => [
    ...applyToBatch(transform, each, { seed: 1, epoch: 2, indices: i === 0 ? indices.slice(0, 2) : indices.slice(2) })
      .data,
  ]);
  expect(split).toEqual([...whole.data]);
  const third = { ...part(2, 3), shape: [4, 5, 1] };
  expect([...whole.data.subarray(32, 48)]).toEqual([...transform.apply(third, { seed: 1, epoch: 2, index: 5 }).data]);
});

it('takes no images', () => {
  const none = part(0, 0);
  expect(applyToBatch(transform, none, { seed: 1, indices: [] })).toBe(none);
});

it('says what is wrong', () => {
  expect(() => applyToBatch(transform, batch, { seed: 1, indices: [1] })).toThrow(
    new RangeError('applyToBatch: indices must be 6 numbers, got [1]'),
  );
  expect(() => applyToBatch(transform, { ...batch, shape: [4, 5, 6] }, { seed: 1, indices: [1] })).toThrow(
    new RangeError('applyToBatch: batch.shape must be [batch, height, width, channels], got [4,5,6]'),
  );
  expect(() =>
    applyToBatch(transform, { ...batch, data: [] as unknown as Uint8Array }, { seed: 1, indices: [] }),
  ).toThrow(TypeError);
  const some = randomApply(rotation({ degrees: [90, 90], expand: true }));
  expect(() => applyToBatch(some, batch, { seed: 1, indices: [0, 1, 2, 3, 4, 5] })).toThrow(
    /^applyToBatch: the transform must give images of one shape, got \[\d,\d,1\] and \[\d,\d,1\]$/,
  );
});
