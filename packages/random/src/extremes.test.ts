import { describe, expect, it, vi } from 'vitest';
import { bernoulli, choice, normal, truncatedNormal, uniform } from './index.ts';
import { integerFrom } from './integers.ts';

const LARGEST = 1 - 2 ** -53;
const generator = vi.hoisted(() => ({ unit: 0 }));

// The generator gives each of these once in 2⁵³ draws, so it is put in its place.
vi.mock('./fill-units.ts', () => ({
  fillUnits: (_key: unknown, _high: number, _low: number, units: Float64Array) => units.fill(generator.unit),
}));

describe.each([0, LARGEST])('a uniform number of %d', (unit) => {
  it('gives draws that are finite and within their ranges', () => {
    generator.unit = unit;
    expect(normal(1, 2).every((z) => Math.abs(z) < 8.6)).toBe(true);
    for (const [lower, upper] of [
      [-2, 2],
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      [Number.NEGATIVE_INFINITY, -5],
      [5, Number.POSITIVE_INFINITY],
      [1, 1 + 2 ** -50],
      [-3 - 2 ** -48, -3],
      [36, 37],
    ] as const) {
      const [z = Number.NaN] = truncatedNormal(1, 1, { lower, upper });
      expect(z).toBeGreaterThanOrEqual(lower);
      expect(z).toBeLessThanOrEqual(upper);
      expect(Number.isFinite(z)).toBe(true);
    }
  });

  it('gives no uniform draw beyond the interval, where max − min is rounded up', () => {
    generator.unit = unit;
    for (const [min, max] of [
      [-1, 1 + 2 ** -52],
      [-0.1, 0.7],
      [-(2 ** -60), 1],
      [2 ** -1074, 3 * 2 ** -1074],
      [-1e308, 0.79e308],
    ] as const) {
      const [x = Number.NaN] = uniform(1, 1, { min, max });
      expect(x).toBeGreaterThanOrEqual(min);
      expect(x).toBeLessThanOrEqual(max);
    }
  });

  it('chooses no item of weight 0, and keeps a probability of 0 or 1', () => {
    generator.unit = unit;
    for (const weights of [
      [0, 1, 0],
      [0, 0.1, 0.2, 0.3, 0],
      [0, 0, 5],
    ]) {
      const [index = -1] = choice(1, weights.length, 1, { weights });
      expect(weights[index]).toBeGreaterThan(0);
      expect(weights[choice(1, weights.length, 1, { weights, replace: false })[0] ?? -1]).toBeGreaterThan(0);
    }
    expect([bernoulli(1, 1, 0)[0], bernoulli(1, 1, 1)[0]]).toEqual([0, 1]);
  });
});

it('draws an integer again where the number is behind the last bucket, and only there', () => {
  generator.unit = 0;
  // 2⁵³ is 6·⌊2⁵³/6⌋ + 2: of the 53-bit numbers the last two are behind six buckets.
  expect(integerFrom(LARGEST, 6, [1, 2], 3)).toBe(0);
  expect(integerFrom(1 - 2 * 2 ** -53, 6, [1, 2], 3)).toBe(0);
  expect(integerFrom(1 - 3 * 2 ** -53, 6, [1, 2], 3)).toBe(5);
});
