import { expect, it } from 'vitest';
import { relativeStepScale, stepScale } from './step-scale.ts';

it('stepScale is a power of two, 1 up to 1024, and keeps a step of 2⁻²⁰ exact for every float32', () => {
  for (const x of [0, -1e-30, 1, -1024]) expect(stepScale(x)).toBe(1);
  for (const x of [1025, -1e6, Math.fround(1e20), 3.4028234663852886e38]) {
    const step = 2 ** -20 * stepScale(x);
    expect(step).toBeGreaterThan(2 ** -32 * Math.abs(x));
    expect(step).toBeLessThanOrEqual(2 ** -30 * Math.abs(x));
    expect(x + step - x).toBe(step);
  }
});

it('relativeStepScale follows small numbers, but not zero', () => {
  expect([-1e-9, 0.25, 0, 1, -3, 2 ** 12].map(relativeStepScale)).toEqual([1e-9, 0.25, 1, 1, 1, 4]);
});
