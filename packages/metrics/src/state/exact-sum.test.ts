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

/** A double as a fraction over 2¹⁰⁷⁴·k, by integers of any length. */
function scaled(value: number): bigint {
  const { m, e } = decompose(value);
  return m * 2n ** BigInt(e + 1074);
}

function decompose(value: number): { m: bigint; e: number } {
  let [mantissa, exponent] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { m: BigInt(mantissa), e: exponent };
}

/** Nearest double to n / 2^shift. */
function fromScaled(n: bigint, shift: number): number {
  const digits = n.toString(2).length - (n < 0n ? 1 : 0);
  // Kept to 200 bits and a sticky one, so that the engine's own conversion rounds once.
  const drop = Math.max(0, digits - 200);
  const kept = (n / 2n ** BigInt(drop)) * 2n + (n % 2n ** BigInt(drop) === 0n ? 0n : n < 0n ? -1n : 1n);
  const power = drop - 1 - shift;
  const head = Number(kept);
  return head * 2 ** Math.floor(power / 2) * 2 ** Math.ceil(power / 2);
}

describe('ExactSum of products', () => {
  const factor = fc
    .record({ m: fc.integer({ min: -(2 ** 53), max: 2 ** 53 }), e: fc.integer({ min: -100, max: 40 }) })
    .map(({ m, e }) => m * 2 ** e);

  it('keeps every bit of products of two and of three', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor, factor), { maxLength: 8 }), (triples) => {
        const [two, three] = [new ExactSum(), new ExactSum()];
        for (const [w, a, b] of triples) {
          two.addProduct(a, b);
          three.addWeightedProduct(w, a, b);
        }
        const pairs = triples.reduce((sum, [, a, b]) => sum + scaled(a) * scaled(b), 0n);
        const all = triples.reduce((sum, [w, a, b]) => sum + scaled(w) * scaled(a) * scaled(b), 0n);
        expect(two.value()).toBe(fromScaled(pairs, 2 * 1074));
        expect(three.value()).toBe(fromScaled(all, 3 * 1074));
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 20_000 : 300 },
    );
  });

  it('multiplies sums without a rounding', () => {
    const [a, b, product] = [new ExactSum(), new ExactSum(), new ExactSum()];
    for (const x of [1e16, 1, 1e-16]) a.add(x);
    for (const x of [1e16, -1, 1e-16]) b.add(x);
    product.addProductOfSums(1, a, b);
    // (10¹⁶ + t + 1)(10¹⁶ + t − 1) = (10¹⁶ + t)² − 1, t being the double 10⁻¹⁶.
    for (const x of [1e16, 1e-16]) for (const y of [1e16, 1e-16]) product.addProduct(-x, y);
    expect(product.value()).toBe(-1);
    a.add(Number.NaN);
    product.addProductOfSums(-1, a, b);
    expect(product.value()).toBeNaN();
  });

  it('falls back to the rounded product where its rest has no double', () => {
    const sum = new ExactSum();
    sum.addProduct(1e300, 3e7);
    expect(sum.value()).toBe(1e300 * 3e7);
    sum.addProduct(1e300, 1e300);
    expect(sum.value()).toBe(Number.POSITIVE_INFINITY);
  });
});

it('goes through JSON with every bit, and what is not finite', () => {
  const sum = new ExactSum();
  for (const x of [1e300, 1, 1e-300]) sum.add(x);
  const again = new ExactSum();
  again.load('sum', JSON.parse(JSON.stringify(sum)));
  for (const one of [sum, again]) one.add(-1e300);
  expect(again.value()).toBe(sum.value());
  again.add(-1);
  expect(again.value()).toBe(1e-300);
  again.add(Number.NEGATIVE_INFINITY);
  const infinite = new ExactSum();
  infinite.load('sum', JSON.parse(JSON.stringify(again)));
  expect(infinite.value()).toBe(Number.NEGATIVE_INFINITY);
});
