import {
  chiSquared,
  chiSquaredBound,
  KOLMOGOROV_SMIRNOV_BOUND,
  kolmogorovSmirnov,
} from '@gradlab-internal/testing/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, integers, permutation, type Seed } from './index.ts';

const N = 1_000_000;

function countsOf(cells: number, draws: Iterable<number>): Uint32Array {
  const counts = new Uint32Array(cells);
  for (const cell of draws) counts[cell] = (counts[cell] ?? 0) + 1;
  return counts;
}

/** How often each outcome comes from the seeds 0 … `seeds` − 1, against its probability. */
function expectFrequencies(
  seeds: number,
  draw: (seed: number) => string,
  probabilities: ReadonlyMap<string, number>,
): void {
  const counts = new Map([...probabilities.keys()].map((outcome) => [outcome, 0]));
  for (let seed = 0; seed < seeds; seed++) {
    const outcome = draw(seed);
    counts.set(outcome, (counts.get(outcome) ?? Number.NaN) + 1);
  }
  const expected = [...probabilities.values()].map((p) => p * seeds);
  expect(chiSquared([...counts.values()], (cell) => expected[cell] ?? 0)).toBeLessThan(
    chiSquaredBound(probabilities.size - 1),
  );
}

describe('integers', () => {
  it.each([2, 6, 7, 100, 1000])('gives each of %d values equally often (chi-squared, p > 10⁻⁶)', (below) => {
    const draws = integers(below, N, { min: -3, below: below - 3 });
    const counts = countsOf(
      below,
      draws.map((x) => x + 3),
    );
    expect(chiSquared(counts, () => N / below)).toBeLessThan(chiSquaredBound(below - 1));
  });

  // Of the first, a third of all first attempts is behind the last bucket, of the second half of them; of the third none.
  it.each([3 * 2 ** 51, 2 ** 52 + 1, 2 ** 53 - 1])('has no bias where a range is as large as %d', (below) => {
    const draws = integers(1, N, { below });
    expect(draws.every((x) => Number.isSafeInteger(x) && x >= 0 && x < below)).toBe(true);
    expect(kolmogorovSmirnov(draws, (x) => x / below)).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
    const odd = draws.reduce((sum, x) => sum + (x % 2), 0);
    expect(Math.abs(odd - N / 2)).toBeLessThan((5 * Math.sqrt(N)) / 2);
  });

  it('is the same stream however it is cut, second attempts included', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 2 ** 53 - 1 }),
        fc.nat(900),
        fc.nat(900),
        (seed, below, first, second) => {
          const start = 2 ** 32 - 300;
          const whole = integers(seed, first + second, { below, start });
          expect(integers(seed, first, { below, start })).toEqual(whole.subarray(0, first));
          expect(integers(seed, second, { below, start: start + first })).toEqual(whole.subarray(first));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('refuses a range that is none', () => {
    const refuse =
      (options: unknown, n: unknown = 1) =>
      () =>
        integers(1, n as number, options as Parameters<typeof integers>[2]);
    expect(refuse({ below: 0 })).toThrow(new RangeError('integers: below must be an integer > 0, got 0'));
    expect(refuse({ min: 5, below: 5 })).toThrow(RangeError);
    expect(refuse({ below: 2.5 })).toThrow(RangeError);
    expect(refuse({ min: -Number.MAX_SAFE_INTEGER, below: 5 })).toThrow(
      'integers: below - min must be an integer >= 1',
    );
    expect(refuse({})).toThrow(TypeError);
    expect(refuse({ below: 2 }, -1)).toThrow(RangeError);
    expect(refuse({ below: 2, start: -1 })).toThrow(RangeError);
    expect(integers(1, 0, { below: 1 })).toHaveLength(0);
  });
});

describe('permutation', () => {
  it('holds every index once, and one more than a block of them', () => {
    for (const n of [0, 1, 2, 3, 511, 512, 513, 2000]) {
      expect([...permutation(n, n)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });

  it('gives each of the 24 orders of four equally often (chi-squared, p > 10⁻⁶)', () => {
    const orders = new Map<string, number>();
    for (const a of [0, 1, 2, 3])
      for (const b of [0, 1, 2, 3])
        for (const c of [0, 1, 2, 3])
          if (new Set([a, b, c]).size === 3) orders.set([a, b, c, 6 - a - b - c].join(), 1 / 24);
    expectFrequencies(48_000, (seed) => permutation(seed, 4).join(), orders);
  });
});

describe('choice', () => {
  const WEIGHTS = [1, 0, 3, 4];

  it('with replacement takes each item by its weight (chi-squared, p > 10⁻⁶), and none of weight 0', () => {
    const counts = countsOf(4, choice(1, 4, N, { weights: WEIGHTS }));
    expect(counts[1]).toBe(0);
    const [possible, expected] = [
      [counts[0] ?? 0, counts[2] ?? 0, counts[3] ?? 0],
      [N / 8, (3 * N) / 8, N / 2],
    ];
    expect(chiSquared(possible, (cell) => expected[cell] ?? 0)).toBeLessThan(chiSquaredBound(2));
    const equal = countsOf(10, choice(2, 10, N));
    expect(chiSquared(equal, () => N / 10)).toBeLessThan(chiSquaredBound(9));
  });

  it('without replacement takes each next item by its weight among what is left (chi-squared, p > 10⁻⁶)', () => {
    const probabilities = new Map<string, number>();
    for (const [a, first] of WEIGHTS.entries())
      for (const [b, second] of WEIGHTS.entries())
        if (a !== b && first * second > 0) probabilities.set(`${a},${b}`, ((first / 8) * second) / (8 - first));
    const options = { replace: false, weights: WEIGHTS };
    expectFrequencies(50_000, (seed) => choice(seed, 4, 2, options).join(), probabilities);
  });

  it('without replacement or weights takes every ordered pair equally often (chi-squared, p > 10⁻⁶)', () => {
    const pairs = new Map<string, number>();
    for (let a = 0; a < 5; a++) for (let b = 0; b < 5; b++) if (a !== b) pairs.set(`${a},${b}`, 1 / 20);
    expectFrequencies(40_000, (seed) => choice(seed, 5, 2, { replace: false }).join(), pairs);
  });

  it('begins with the choice of fewer, holds nothing twice, and gives items where there are items', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 1500 }),
        fc.boolean(),
        fc.boolean(),
        (seed, n, replace, equal) => {
          const options = { replace, ...(!equal && { weights: Array.from({ length: n }, (_, i) => 1 + (i % 3)) }) };
          const chosen = choice(seed, n, n, options);
          expect(choice(seed, n, n >> 1, options)).toEqual(chosen.subarray(0, n >> 1));
          if (!replace) expect(new Set(chosen).size).toBe(n);
          expect(chosen.every((index) => index < n)).toBe(true);
          const items = Array.from({ length: n }, (_, i) => ({ i }));
          expect(choice(seed, items, n, options).map(({ i }) => i)).toEqual([...chosen]);
        },
      ),
      { numRuns: 50 },
    );
    expect(choice(1, 2 ** 32 - 1, 3, { replace: false })).toHaveLength(3);
    expect(choice(1, [], 0)).toEqual([]);
    expect(choice(1, 3, 0, { weights: [0, 0, 0] })).toHaveLength(0);
  });

  it('refuses what cannot be chosen', () => {
    const refuse = (items: unknown, k: unknown, options?: unknown) => () =>
      choice(1 as Seed, items as number, k as number, options as { replace: boolean });
    expect(refuse(3, 4, { replace: false })).toThrow(
      new RangeError('choice: k must be at most 3, what there is to choose, got 4'),
    );
    expect(refuse(0, 1)).toThrow('choice: k must be at most 0');
    expect(refuse(3, 2, { replace: false, weights: [1, 0, 0] })).toThrow('choice: k must be at most 1');
    expect(refuse(3, 1, { weights: [0, 0, 0] })).toThrow(RangeError);
    expect(refuse(3, 1, { weights: [1, 2] })).toThrow('weights must have one value for each of 3 items, got 2');
    expect(refuse(2, 1, { weights: [1, -1] })).toThrow(
      new RangeError('choice: weights[1] must be a finite number >= 0, got -1'),
    );
    expect(refuse(2, 1, { weights: [1.7e308, 1.7e308] })).toThrow('the sum of weights must be a finite number');
    expect(refuse(2, 1, { weights: ['1', 2] })).toThrow(TypeError);
    expect(refuse(2, 1, { replace: 1 })).toThrow(TypeError);
    expect(refuse('ab', 1)).toThrow(TypeError);
    expect(refuse(2, -1)).toThrow(RangeError);
    expect(refuse(-2, 1)).toThrow(RangeError);
  });
});
