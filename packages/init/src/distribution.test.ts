import { readFileSync } from 'node:fs';
import { useStockCpu } from '@gradlab-internal/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { glorotUniform, type Initializer, normal, zeros } from './index.ts';

const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));
const DRAWS = process.env.GRADLAB_STRESS ? [1000, 1000] : [400, 250];
const count = (DRAWS[0] ?? 0) * (DRAWS[1] ?? 0);

beforeAll(useStockCpu);

function valuesOf(initializer: Initializer, shape: readonly number[], seed: number): Float64Array {
  const tensor = initializer(shape, seed);
  const values = Float64Array.from(tensor.dataSync());
  tensor.dispose();
  return values;
}

/** √n times the largest distance between the sample's distribution function and `cdf`. */
function kolmogorovSmirnov(values: Float64Array, cdf: (x: number) => number): number {
  const n = values.length;
  const distance = values.sort().reduce((largest, x, i) => {
    return Math.max(largest, (i + 1) / n - cdf(x), cdf(x) - i / n);
  }, 0);
  return Math.sqrt(n) * distance;
}

// A sample from the right distribution passes 2.7 with probability 2·exp(−2·2.7²) < 1e-6; the seeds are fixed besides.
const KS_BOUND = 2.7;

/** Abramowitz and Stegun 26.2.17: within 7.5e-8, far below the resolution of the test. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, b) => (sum + b) * t,
    0,
  );
  const upper = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x >= 0 ? 1 - upper : upper;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

describe('zeros', () => {
  it('is zero', () => {
    expect(valuesOf(zeros(), [2, 2], 1)).toEqual(new Float64Array(4));
  });
});

describe('normal', () => {
  it('gives the draws of an independent implementation, to one unit in the last place of float32', () => {
    const values = valuesOf(normal({ mean: 1, standardDeviation: 2 }), [7], 42);
    const expected: number[] = goldens['normal [7] seed 42 mean 1 standardDeviation 2'];
    // Logarithm and cosine may differ in the last bit of a double, which can change how the value rounds.
    for (const [i, x] of expected.entries())
      expect(Math.abs((values[i] ?? 0) - x)).toBeLessThanOrEqual(2 ** -23 * Math.abs(x));
  });

  it('follows N(μ, σ²): Kolmogorov–Smirnov, mean and variance within five standard errors', () => {
    const values = valuesOf(normal({ mean: -2, standardDeviation: 0.5 }), DRAWS, 3).map((x) => (x + 2) / 0.5);
    expect(Math.abs(meanOf(values))).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(meanOf(values.map((z) => z * z)) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(kolmogorovSmirnov(values, normalCdf)).toBeLessThan(KS_BOUND);
  });

  it('has a prefix property: value i depends on seed and i alone', () => {
    expect(valuesOf(normal(), [3, 5], 8).subarray(0, 7)).toEqual(valuesOf(normal(), [7], 8));
  });

  it('is the mean alone when the standard deviation is 0', () => {
    expect([...valuesOf(normal({ mean: 0.25, standardDeviation: 0 }), [3], 1)]).toEqual([0.25, 0.25, 0.25]);
  });

  it('refuses options that are no numbers', () => {
    expect(() => normal({ standardDeviation: -1 })).toThrow(
      new RangeError('normal: standardDeviation must be a finite number >= 0, got -1'),
    );
    expect(() => normal({ mean: Number.NaN })).toThrow(RangeError);
    expect(() => normal({ mean: '0' as unknown as number })).toThrow(TypeError);
  });
});

describe('glorotUniform', () => {
  it('gives the draws of an independent implementation, bit for bit', () => {
    expect([...valuesOf(glorotUniform(), [3, 4], 42)]).toEqual(goldens['glorotUniform [3,4] seed 42']);
  });

  it.each([
    { shape: DRAWS, gain: 1, fans: (DRAWS[0] ?? 0) + (DRAWS[1] ?? 0) },
    { shape: [5, 5, 40, 100], gain: 5 / 3, fans: 25 * 140 },
  ])('follows the uniform distribution on ±gain·√(6/(fanIn + fanOut)): $shape, gain $gain', ({ shape, gain, fans }) => {
    const limit = gain * Math.sqrt(6 / fans);
    const values = valuesOf(glorotUniform({ gain }), shape, 4);
    const n = values.length;
    // Rounding to float32 keeps order, so the largest value cannot pass the rounded limit; and it comes near.
    const largest = values.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    expect(largest).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest).toBeGreaterThan(limit * (1 - 20 / n));
    expect(Math.abs(meanOf(values))).toBeLessThan((5 * limit) / Math.sqrt(3 * n));
    // Var(x²) of a uniform on ±L is 4L⁴/45.
    const variance = (gain * gain * 2) / fans;
    expect(Math.abs(meanOf(values.map((x) => x * x)) - variance)).toBeLessThan(5 * limit ** 2 * Math.sqrt(4 / 45 / n));
    expect(kolmogorovSmirnov(values, (x) => (x / limit + 1) / 2)).toBeLessThan(KS_BOUND);
  });

  it('gives a shape with the same fans the same values in row-major order, and no value for an empty one', () => {
    expect(valuesOf(glorotUniform(), [6, 2], 5)).toEqual(valuesOf(glorotUniform(), [2, 6], 5));
    expect(valuesOf(glorotUniform(), [0, 0], 5)).toHaveLength(0);
    expect(valuesOf(glorotUniform({ gain: 0 }), [2], 5).every((x) => x === 0)).toBe(true);
  });

  it('refuses a gain that is no number ≥ 0', () => {
    expect(() => glorotUniform({ gain: -1 })).toThrow('glorotUniform: gain must be a finite number >= 0, got -1');
    expect(() => glorotUniform({ gain: '1' as unknown as number })).toThrow(TypeError);
  });
});
