import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, niceDomain } from './ticks.ts';

const labels = (ticks: readonly { label: string }[]): string[] =>
  ticks.map(({ label }) => label).filter((l) => l !== '');

describe('linearTicks', () => {
  it('stand at round numbers, exactly', () => {
    expect(linearTicks([0, 0.5], 5).map(({ value }) => value)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(labels(linearTicks([0.4, 2.4], 7))).toEqual([
      '0.4',
      '0.6',
      '0.8',
      '1.0',
      '1.2',
      '1.4',
      '1.6',
      '1.8',
      '2.0',
      '2.2',
      '2.4',
    ]);
    expect(labels(linearTicks([0, 50_000], 5))).toEqual(['0', '10,000', '20,000', '30,000', '40,000', '50,000']);
    expect(labels(linearTicks([0, 0.0002], 4))).toEqual(['0', '5×10⁻⁵', '1.0×10⁻⁴', '1.5×10⁻⁴', '2.0×10⁻⁴']);
  });

  it('are integers alone where asked', () => {
    expect(labels(linearTicks([0.9, 3.1], 10, true))).toEqual(['1', '2', '3']);
  });

  it('lie in the range, go up, and bear labels that differ, whatever the range', () => {
    const end = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        fc.pre(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1e-280));
        const ticks = linearTicks([low, high], count);
        const room = (high - low) * 1e-6;
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(2 * count + 1);
        expect(ticks.every(({ value }) => value >= low - room && value <= high + room)).toBe(true);
        expect(ticks.every(({ value }, i) => i === 0 || value > (ticks[i - 1]?.value ?? value))).toBe(true);
        expect(new Set(labels(ticks)).size).toBe(ticks.length);
        const [outerLow, outerHigh] = niceDomain([low, high], count);
        expect(outerLow <= low + room && outerHigh >= high - room).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('logTicks', () => {
  it('are powers of ten over a long range, with minor ticks where there is room', () => {
    expect(labels(logTicks([0.5, 2000], 8))).toEqual(['1', '10', '100', '1,000']);
    expect(labels(logTicks([1, 1e5], 8))).toEqual(['10⁰', '10¹', '10²', '10³', '10⁴', '10⁵']);
    expect(logTicks([1, 1e5], 8).filter(({ label }) => label === '')).toHaveLength(5 * 8);
    expect(labels(logTicks([1e-10, 1e-1], 5))).toEqual(['10⁻¹⁰', '10⁻⁸', '10⁻⁶', '10⁻⁴', '10⁻²']);
  });

  it('are 1, 2, 5 over a short range and linear over a very short one', () => {
    expect(labels(logTicks([0.5, 6], 8)).sort()).toEqual(['0.5', '1', '2', '5']);
    expect(labels(logTicks([2, 2.6], 4))).toEqual(['2.0', '2.2', '2.4', '2.6']);
  });

  it('lie in the range and bear labels that differ, whatever the range', () => {
    const exponent = fc.double({ min: -299, max: 299, noNaN: true });
    fc.assert(
      fc.property(exponent, exponent, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
        const [low, high] = [10 ** Math.min(a, b), 10 ** Math.max(a, b)];
        fc.pre(high / low > 1 + 1e-6);
        const ticks = logTicks([low, high], count);
        expect(labels(ticks).length).toBeGreaterThan(0);
        expect(ticks.every(({ value }) => value >= low * 0.999999 && value <= high * 1.000001)).toBe(true);
        expect(new Set(labels(ticks)).size).toBe(labels(ticks).length);
      }),
      { numRuns: 300 },
    );
  });
});
