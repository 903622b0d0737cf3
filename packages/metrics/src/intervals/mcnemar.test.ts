import { describe, expect, it } from 'vitest';
import { mcnemarTest, mcnemarTestOfCounts } from './mcnemar.ts';

describe('mcnemarTest', () => {
  it('counts the examples that only one model gets right', () => {
    const labels = [0, 1, 2, 0, 1, 2];
    const first = [0, 1, 2, 1, 1, 0];
    const second = [
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
      [Number.NaN, 1, 0],
      [1, 0, 0],
    ];
    const result = mcnemarTest({ labels, first, second });
    expect(result).toEqual({ onlyFirst: 2, onlySecond: 1, statistic: 1, pValue: 1 });
    expect(mcnemarTest({ labels, first: second, second: first }).onlyFirst).toBe(1);
  });

  it('is 1 where nothing tells the models apart', () => {
    for (const method of ['exact', 'chiSquared'] as const) {
      expect(mcnemarTest({ labels: [0, 1], first: [0, 1], second: [0, 1] }, { method }).pValue).toBe(1);
      expect(mcnemarTestOfCounts({ onlyFirst: 7, onlySecond: 7 }, { method }).pValue).toBe(1);
    }
    expect(mcnemarTest({ labels: [], first: [], second: [] }).pValue).toBe(1);
  });

  it('is the binomial of a fair coin, by counting', () => {
    // 2 · (1 + 5) / 2⁵ and 2 · 1 / 2⁵.
    expect(mcnemarTestOfCounts({ onlyFirst: 4, onlySecond: 1 }).pValue).toBe(0.375);
    expect(mcnemarTestOfCounts({ onlyFirst: 0, onlySecond: 5 }).pValue).toBe(0.0625);
    expect(mcnemarTestOfCounts({ onlyFirst: 1, onlySecond: 4 })).toMatchObject({ statistic: 1, pValue: 0.375 });
    // 2 · 2⁻¹⁰⁰⁰ and 2 · 2⁻¹⁰⁷⁰ have doubles, and what is smaller is 0.
    expect(mcnemarTestOfCounts({ onlyFirst: 1000, onlySecond: 0 }).pValue).toBe(2 ** -999);
    expect(mcnemarTestOfCounts({ onlyFirst: 1070, onlySecond: 0 }).pValue).toBe(2 ** -1069);
    expect(mcnemarTestOfCounts({ onlyFirst: 3000, onlySecond: 0 }).pValue).toBe(0);
  });

  it('agrees with χ² for many discordant examples', () => {
    const counts = { onlyFirst: 50_400, onlySecond: 50_000 };
    const [exact, approximate] = (['exact', 'chiSquared'] as const).map(
      (method) => mcnemarTestOfCounts(counts, { method }).pValue,
    );
    expect(Math.abs((exact ?? 0) / (approximate ?? 1) - 1)).toBeLessThan(1e-4);
  });

  it('refuses what does not fit', () => {
    expect(() => mcnemarTest({ labels: [0, 1], first: [0, 1], second: [0] })).toThrow(RangeError);
    expect(() => mcnemarTest({ labels: [0.5], first: [0], second: [0] })).toThrow(
      'mcnemarTest: labels must be integers >= 0',
    );
    expect(() => mcnemarTestOfCounts({ onlyFirst: -1, onlySecond: 0 })).toThrow(
      'onlyFirst must be an integer >= 0, got -1',
    );
    expect(() => mcnemarTestOfCounts({ onlyFirst: 1, onlySecond: 0 }, { method: 'fast' as 'exact' })).toThrow(
      RangeError,
    );
  });
});
