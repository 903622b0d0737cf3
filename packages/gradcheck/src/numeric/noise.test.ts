import { normal } from '@gradlab/random';
import { describe, expect, it } from 'vitest';
import { measureNoise } from './noise.ts';

const SPACING = 2 ** -26;
const along = (f: (t: number) => number): { at: (offset: number) => { offset: number; value: number } } => ({
  at: (offset) => ({ offset, value: f(offset) }),
});

describe('measureNoise', () => {
  it('finds the standard deviation of what is added to a smooth function, within a factor of four', () => {
    for (const deviation of [1e-13, 1e-10, 1e-7]) {
      for (let seed = 0; seed < 50; seed++) {
        const noise = normal(seed, 21);
        const f = (t: number): number => Math.exp(t) + deviation * (noise[Math.round(t / SPACING) - 1] ?? 0);
        const measured = measureNoise(along(f), 1, SPACING);
        expect(measured).toBeGreaterThan(deviation / 4);
        expect(measured).toBeLessThan(deviation * 4);
      }
    }
  });

  it('is a few units in the last place for a smooth function, and half a unit at least', () => {
    const measured = measureNoise(
      along((t) => Math.sin(1 + t) + 3),
      Math.sin(1) + 3,
      SPACING,
    );
    expect(measured).toBeLessThan(4 * 2 ** -51);
    expect(
      measureNoise(
        along(() => 8),
        8,
        SPACING,
      ),
    ).toBe(2 ** -50);
  });

  it('does not take a kink at x or nearby for noise', () => {
    for (const where of [0, 3.5 * SPACING, 11 * SPACING]) {
      const kinked = (t: number): number => 1 + Math.abs(t - where);
      expect(measureNoise(along(kinked), 1 + where, SPACING)).toBeLessThan(1e-15);
    }
  });
});
