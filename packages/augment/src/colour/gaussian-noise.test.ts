import { expect, it } from 'vitest';
import type { ImageArray } from '../image.ts';
import { gaussianNoise, noisy } from './gaussian-noise.ts';

const bytes: ImageArray = { data: Uint8Array.of(0, 100, 250), shape: [1, 3, 1], range: [0, 255] };
const floats: ImageArray = { data: Float32Array.of(0, 0.5, 0.75), shape: [1, 3, 1], range: [0, 1] };

it('truncates the noise of 8-bit images and clips (by hand, from the rule of torchvision)', () => {
  const noise = { mean: 0, sigma: 10, white: 255, clip: false };
  expect([...noisy(bytes, Float64Array.of(-1, -0.19, 2), noise).data]).toEqual([0, 99, 255]);
});

it('adds to float32 images and clips unless told not to', () => {
  const noise = { mean: 0.25, sigma: 0.5, white: 1, clip: true };
  const draws = Float64Array.of(-2, 0, 1);
  expect([...noisy(floats, draws, noise).data]).toEqual([0, 0.75, 1]);
  const free = noisy(floats, draws, { ...noise, clip: false });
  expect([[...free.data], free.range]).toEqual([[-0.75, 0.75, 1.5], undefined]);
});

it('has the deviation asked for, as a share of white, in both ranges (five standard errors of 4,096 draws)', () => {
  const gray = { data: new Float32Array(4096).fill(127.5), shape: [64, 64, 1], range: [0, 255] as const };
  const { data } = gaussianNoise({ sigma: 0.05 }).apply(gray, { seed: 1, index: 3 });
  const variance = Array.from(data).reduce((sum, value) => sum + (value - 127.5) ** 2, 0) / 4096;
  const expected = (0.05 * 255) ** 2;
  expect(Math.abs(variance - expected)).toBeLessThan(5 * expected * Math.sqrt(2 / 4096));
});
