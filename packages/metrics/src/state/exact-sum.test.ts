import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum } from './exact-sum.ts';

function sumOf(values: readonly number[]): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.value();
}

/** The sum of multiples of 2⁻¹⁰⁷⁴ below 2⁶⁰ or so, by integers of any length, rounded by the engine's own conversion. */
function sumByIntegers(mantissas: readonly { m: number; e: number }[]): number {
  const total = mantissas.reduce((sum, { m, e }) => sum + BigInt(m) * 2n ** BigInt(e), 0n);
  return Number(total);
}

describe('ExactSum', () => {
  it('is the true sum rounded once, ties to even', () => {
    const term = fc.record({ m: fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), e: fc.nat(120) });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 12 }), (terms) => {
        expect(sumOf(terms.map(({ m, e }) => m * 2 ** e))).toBe(sumByIntegers(terms) + 0);
      }),
      { numRuns: 500 },
    );
    // Exactly half a unit in the last place, and that with a trace below it in either direction.
    expect(sumOf([1, 2 ** -53])).toBe(1);
    expect(sumOf([1, 2 ** -53, 2 ** -1074])).toBe(1 + 2 ** -52);
    expect(sumOf([1, 2 ** -53, -(2 ** -1074)])).toBe(1);
    expect(sumOf([1 + 2 ** -52, 2 ** -53])).toBe(1 + 2 ** -51);
    expect(sumOf([1e308, 1, -1e308])).toBe(1);
    expect(sumOf([])).toBe(0);
  });

  it('carries what is not finite through, in any order', () => {
    const inf = Number.POSITIVE_INFINITY;
    expect(sumOf([1, inf, 2])).toBe(inf);
    expect(sumOf([inf, -inf])).toBeNaN();
    expect(sumOf([Number.NaN, inf, 1])).toBeNaN();
    expect(sumOf([1e308, 1e308, 1])).toBe(inf);
  });

  it('does not depend on order or grouping, not in one bit', () => {
    const value = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), fc.nat(20), (values, at) => {
        const expected = sumOf(values);
        expect(sumOf([...values].reverse())).toBe(expected);
        const [left, right] = [new ExactSum(), new ExactSum()];
        for (const x of values.slice(0, at)) left.add(x);
        for (const x of values.slice(at)) right.add(x);
        right.merge(left);
        expect(right.value()).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });
});
