import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choice, integers, normal, permutation, truncatedNormal, uniform } from './index.ts';
import { upperTail } from './normal-distribution.ts';

// By goldens/make.py: an implementation in Python that shares no code, with integers or with 50 decimal digits.
const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

/** Largest relative error, in units of 2⁻⁵³. */
function worst(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(...expected.map((x, i) => Math.abs((actual[i] ?? Number.NaN) / x - 1) * 2 ** 53));
}

describe('draws by an independent implementation', () => {
  it.each<{ seed: number; start: number; bits: number[] }>(goldens.uniform)(
    'are those of uniform, bit for bit: seed $seed from $start on',
    ({ seed, start, bits }) => {
      expect([...uniform(seed, bits.length, { start })].map((u) => u * 2 ** 53)).toEqual(bits);
    },
  );

  // Two units for the logarithm, halved by the root, one for the root, two for sine or cosine, one for the product; a sine
  // or cosine near 0 has besides the rounding of 2π and of its product with the fraction of a turn.
  it.each<{ seed: number; start: number; values: number[] }>(goldens.normal)(
    'are those of normal to 8 units in the last place: seed $seed from $start on',
    ({ seed, start, values }) => {
      expect(worst(normal(seed, values.length, { start }), values)).toBeLessThan(8);
    },
  );

  // The approximation of the quantile claims 10⁻¹⁶; the rounding of p, at most 2⁻⁵³ of it, is as much of z or less; beside 0
  // the rounding of p is absolute, which the relative error of a z of 0.01 shows twenty-five-fold.
  it.each<{ lower: number; upper: number; values: number[] }>(goldens.truncatedNormal)(
    'are those of truncatedNormal [$lower, $upper] to 64 units in the last place',
    ({ lower, upper, values }) => {
      expect(worst(truncatedNormal(3, values.length, { lower, upper }), values)).toBeLessThan(64);
    },
  );

  it.each<{ below: number; values: number[] }>(goldens.integers)(
    'are those of integers below $below',
    ({ below, values }) => {
      expect([...integers(5, values.length, { below })]).toEqual(values);
    },
  );

  it('are those of permutation and choice', () => {
    for (const { n, order } of goldens.permutation) expect([...permutation(8, n)]).toEqual(order);
    for (const { n, k, indices } of goldens.distinct) {
      expect([...choice(8, n, k, { replace: false })]).toEqual(indices);
    }
    const { weights, indices } = goldens.earliest;
    expect([...choice(8, weights.length, indices.length, { replace: false, weights })]).toEqual(indices);
  });
});

it('knows the tail of the normal distribution to the 10⁻¹² that it states', () => {
  const [xs, values] = [
    goldens.upperTail.map((g: { x: number }) => g.x),
    goldens.upperTail.map((g: { value: number }) => g.value),
  ];
  expect(worst(xs.map(upperTail), values)).toBeLessThan(1e-12 * 2 ** 53);
  expect([upperTail(Number.POSITIVE_INFINITY), upperTail(Number.NEGATIVE_INFINITY)]).toEqual([0, 1]);
});
