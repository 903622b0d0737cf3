import { describe, expect, it } from 'vitest';
import { createDataset, map, moons, syntheticDigits } from './index.ts';

describe('map', () => {
  it('gives the function scaled values and their index, and keeps the targets', () => {
    const digits = syntheticDigits({ size: 3, seed: 1 });
    const inverted = map(digits, (values) => values.map((value) => 1 - value));
    expect(createDataset(inverted)).toEqual(inverted);
    expect(inverted.x.shape).toEqual([28, 28, 1]);
    expect(inverted.x.data[500]).toBe(Math.fround(1 - Math.fround((digits.x.data[500] ?? 0) / 255)));
    expect(inverted.y).toBe(digits.y);
    const indices = map(digits, (_, index) => [index], { shape: [1] });
    expect([...indices.x.data]).toEqual([0, 1, 2]);
    expect(map(moons({ size: 0, seed: 1 }), () => []).size).toBe(0);
  });

  it('refuses another number of values, and what is no function', () => {
    const points = moons({ size: 2, seed: 1 });
    expect(() => map(points, ([x = 0]) => [x])).toThrow('map: f must give 2 values for the shape [2], got 1 at 0');
    expect(() => map(points, 3 as never)).toThrow(TypeError);
    expect(() => map(points, (v) => v, { shape: [-1] })).toThrow(RangeError);
  });
});
