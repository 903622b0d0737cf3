import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldIn, key, normal, permutation, split, uniform } from './index.ts';

describe('uniform', () => {
  it('lies in [0, 1) and a longer call begins with the shorter one', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 50 }), (seed, n) => {
        const draws = uniform(seed, n);
        expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
        expect(uniform(seed, n + 7).subarray(0, n)).toEqual(draws);
      }),
      { numRuns: 50 },
    );
  });

  it('fills 100 equal cells evenly (chi-squared, 99 degrees of freedom, p > 1e-6 below 183)', () => {
    const cells = new Float64Array(100);
    for (const u of uniform(11, 100_000)) cells[Math.floor(u * 100)] = (cells[Math.floor(u * 100)] ?? 0) + 1;
    const chiSquared = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeLessThan(183);
    expect(chiSquared).toBeGreaterThan(40);
  });
});

describe('normal', () => {
  it('has mean 0, variance 1, skewness 0 and kurtosis 3 within five standard errors', () => {
    const n = 200_000;
    const draws = normal(5, n);
    const moment = (k: number): number => draws.reduce((sum, x) => sum + x ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it('keeps its prefix for odd lengths too', () => {
    expect(normal(9, 7)).toEqual(normal(9, 8).subarray(0, 7));
    expect(normal(9, 0)).toHaveLength(0);
  });
});

describe('permutation', () => {
  it('holds every index once', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 200 }), (seed, n) => {
        expect([...permutation(seed, n)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      { numRuns: 50 },
    );
  });

  it('gives each of the 24 orders of four about equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 24_000; seed++) {
      const order = permutation(seed, 4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // Chi-squared with 23 degrees of freedom passes 70 with probability 1e-6.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(70);
  });
});

describe('keys', () => {
  it('differ by name, index, split and seed, and depend on nothing else', () => {
    const keys = [
      key(1),
      key(2),
      key(2 ** 32 + 1),
      foldIn(1, 'a'),
      foldIn(1, 'b'),
      foldIn(1, 'a\0'),
      foldIn(1, ''),
      foldIn(1, 0),
      foldIn(1, 1),
      foldIn(1, 2 ** 40),
      ...split(1, 3),
    ];
    expect(new Set(keys.map((k) => k.words.join())).size).toBe(keys.length);
    expect(foldIn(1, 'a')).toEqual(foldIn(key(1), 'a'));
    expect(split(1, 2)).toEqual(split(1, 3).slice(0, 2));
    expect(key(JSON.parse(JSON.stringify(key(3))))).toEqual(key(3));
  });

  it('refuse what is no seed', () => {
    expect(() => key(-1)).toThrow(new RangeError('key: seed must be an integer >= 0, got -1'));
    expect(() => key(0.5)).toThrow(RangeError);
    expect(() => key('7' as unknown as number)).toThrow(TypeError);
    expect(() => uniform(1, -1)).toThrow(RangeError);
    expect(() => normal(1, 1.5)).toThrow(RangeError);
    expect(() => permutation(1, 2 ** 32)).toThrow(RangeError);
    expect(() => split(1, -1)).toThrow(RangeError);
    expect(() => foldIn(1, -1)).toThrow(RangeError);
  });
});
