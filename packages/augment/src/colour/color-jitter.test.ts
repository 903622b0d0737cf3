import { describe, expect, it } from 'vitest';
import type { ImageArray } from '../image.ts';
import { parametersFor } from '../transform.ts';
import { colorJitter } from './color-jitter.ts';
import { gamma } from './gamma.ts';
import { sharpness } from './sharpness.ts';

const image: ImageArray = {
  data: Uint8Array.of(0, 5, 13, 54, 135, 226, 37, 8, 234, 90, 255, 1),
  shape: [2, 2, 3],
  range: [0, 255],
};
const adjusted = (adjust: string, factor: number, input = image): number[] => [
  ...colorJitter().applyParameters(input, [{ adjust, factor }]).data,
];
const most = (found: readonly number[], expected: readonly number[]): number =>
  Math.max(...expected.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN))));

/**
 * The pixels that torchvision's own test suite (test/test_transforms.py) asks of Pillow. Its functions on tensors,
 * which are met exactly elsewhere, differ from Pillow as told in the last column: Pillow rounds the gray value and turns
 * the hue in 8 bits, tensors truncate and turn it in float32.
 */
describe('published vectors', () => {
  it.each([
    ['brightness', 0.5, [0, 2, 6, 27, 67, 113, 18, 4, 117, 45, 127, 0], 0],
    ['brightness', 2, [0, 10, 26, 108, 255, 255, 74, 16, 255, 180, 255, 2], 0],
    ['contrast', 0.5, [43, 45, 49, 70, 110, 156, 61, 47, 160, 88, 170, 43], 1],
    ['contrast', 2, [0, 0, 0, 22, 184, 255, 0, 0, 255, 94, 255, 0], 0],
    ['saturation', 0.5, [2, 4, 8, 87, 128, 173, 39, 25, 138, 133, 215, 88], 0],
    ['hue', 0, [0, 5, 13, 54, 139, 226, 35, 8, 234, 91, 255, 1], 4],
    ['hue', 0.25, [13, 0, 12, 224, 54, 226, 234, 8, 99, 1, 222, 255], 7],
    ['hue', -0.25, [0, 13, 2, 54, 226, 58, 8, 234, 152, 255, 43, 1], 4],
  ])('%s by %f', (adjust, factor, expected, difference) => {
    expect(most(adjusted(adjust, factor), expected)).toBe(difference);
  });

  it.each([
    [0.5, [0, 35, 57, 117, 186, 241, 97, 45, 245, 152, 255, 16]],
    [2, [0, 0, 0, 11, 71, 201, 5, 0, 215, 31, 255, 0]],
  ])('gamma %f', (power, expected) => {
    expect([...gamma({ gamma: power }).apply(image, { seed: 0 }).data]).toEqual(expected);
  });

  it('sharpness 0.5', () => {
    const data = Uint8Array.of(
      75,
      121,
      114,
      105,
      97,
      107,
      105,
      32,
      66,
      111,
      117,
      114,
      99,
      104,
      97,
      0,
      0,
      65,
      108,
      101,
      120,
      97,
      110,
      100,
      101,
      114,
      32,
      86,
      114,
      121,
      110,
      105,
      111,
      116,
      105,
      115,
      0,
      0,
      73,
      32,
      108,
      111,
      118,
      101,
      32,
      121,
      111,
      117,
    );
    const expected = [
      75, 121, 114, 105, 97, 107, 105, 32, 66, 111, 117, 114, 99, 104, 97, 30, 30, 74, 103, 96, 114, 97, 110, 100, 101,
      114, 32, 81, 103, 108, 102, 101, 107, 116, 105, 115, 0, 0, 73, 32, 108, 111, 118, 101, 32, 121, 111, 117,
    ];
    const input: ImageArray = { data, shape: [4, 4, 3], range: [0, 255] };
    expect(most([...sharpness({ factor: 0.5, probability: 1 }).apply(input, { seed: 0 }).data], expected)).toBe(0);
  });
});

describe('colorJitter', () => {
  it('applies its steps in a random order, each of the 24 about equally often', () => {
    const jitter = colorJitter({ brightness: 0.1, contrast: 0.1, saturation: 0.1, hue: 0.1 });
    const counts = new Map<string, number>();
    for (let index = 0; index < 2400; index++) {
      const steps = parametersFor(jitter, image, { seed: 1, index }) as unknown as { adjust: string }[];
      const order = steps.map(({ adjust }) => adjust).join(' ');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // Chi-squared, 23 degrees of freedom: passed with p = 1e-6 at 70.5.
    expect([...counts.values()].reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0)).toBeLessThan(70.5);
  });

  it('leaves out what cannot vary', () => {
    expect(parametersFor(colorJitter({ contrast: [1, 1], hue: [0.2, 0.2] }), image, { seed: 1 })).toEqual([
      { adjust: 'hue', factor: 0.2 },
    ]);
    expect(colorJitter().apply(image, { seed: 1 })).toBe(image);
  });

  it('keeps an image under the neutral factors, and one of gray under any saturation and hue', () => {
    for (const adjust of ['brightness', 'contrast', 'saturation']) expect(adjusted(adjust, 1)).toEqual([...image.data]);
    const gray = { ...image, shape: [2, 6, 1] };
    for (const adjust of ['saturation', 'hue']) expect(adjusted(adjust, 0.3, gray)).toEqual([...image.data]);
  });

  it('means the same by [0, 255] and [0, 1] (float32: 1e-6 of white)', () => {
    const wide: ImageArray = { ...image, data: Float32Array.from(image.data) };
    const unit: ImageArray = { ...image, data: Float32Array.from(image.data, (value) => value / 255), range: [0, 1] };
    for (const [adjust, factor] of [
      ['brightness', 1.7],
      ['contrast', 0.4],
      ['saturation', 1.9],
      ['hue', 0.3],
    ] as const) {
      const scaled = adjusted(adjust, factor, unit).map((value) => 255 * value);
      expect(most(adjusted(adjust, factor, wide), scaled)).toBeLessThan(255e-6);
    }
  });

  it('never guesses a range', () => {
    const { range, ...unknown } = image;
    expect(() => adjusted('brightness', 2, unknown)).toThrow(
      new RangeError('colorJitter: image.range must be [0, 255] for 8-bit values, got undefined'),
    );
    expect(() => adjusted('hue', 0.1, { ...image, range: [0, 1] })).toThrow(RangeError);
    expect(() => adjusted('hue', 0.1, { ...image, shape: [3, 2, 2] })).toThrow(
      new RangeError('colorJitter: an image must have 1 or 3 channels, got 2'),
    );
    expect(range).toEqual([0, 255]);
  });
});
