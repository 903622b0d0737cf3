import { chiSquared, chiSquaredBound, scaledCorrelation } from '@gradlab-internal/testing/statistics';
import { describe, expect, it } from 'vitest';
import { foldIn, normal, type Seed, split, uniform } from './index.ts';

const N = process.env.GRADLAB_STRESS ? 1_000_000 : 200_000;

// A scaled correlation of independent samples is N(0, 1): beyond 5 with a probability below 10⁻⁶.
const BOUND = 5;

// The other samplers are monotone functions of one of these uniform numbers.
describe.each([
  { name: 'uniform', draw: uniform, centre: 0.5 },
  { name: 'normal', draw: normal, centre: 0 },
])('$name', ({ draw, centre }) => {
  const squares = (part: Float64Array): Float64Array => part.map((x) => (x - centre) ** 2);

  it('gives uncorrelated draws, and uncorrelated squares, to neighbouring seeds, names, indices and keys', () => {
    const draws = draw(7, N);
    const seeds: Seed[] = [6, 8, 7 + 2 ** 32, ...split(7, 2), ...['', 'a', 'b', 0, 1].map((part) => foldIn(7, part))];
    for (const seed of seeds) {
      const others = draw(seed, N);
      expect(Math.abs(scaledCorrelation(draws, others))).toBeLessThan(BOUND);
      expect(Math.abs(scaledCorrelation(squares(draws), squares(others)))).toBeLessThan(BOUND);
    }
  });

  it('gives uncorrelated draws, and uncorrelated squares, at neighbouring indices and a block apart', () => {
    const draws = draw(11, N);
    for (const lag of [1, 2, 3, 4, 512]) {
      const [before, after] = [draws.subarray(0, N - lag), draws.subarray(lag)];
      expect(Math.abs(scaledCorrelation(before, after))).toBeLessThan(BOUND);
      expect(Math.abs(scaledCorrelation(squares(before), squares(after)))).toBeLessThan(BOUND);
    }
  });
});

it('fills the cells of a square evenly with pairs of draws: chi-squared with 1023 degrees of freedom, p > 10⁻⁶', () => {
  const draws = uniform(13, 2 * N);
  const counts = new Uint32Array(32 * 32);
  for (let i = 0; i < draws.length; i += 2) {
    const cell = Math.floor((draws[i] ?? 0) * 32) * 32 + Math.floor((draws[i + 1] ?? 0) * 32);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  expect(chiSquared(counts, () => N / 1024)).toBeLessThan(chiSquaredBound(1023));
});

it('sets every one of the 53 bits half of the time, whatever the bits beside it', () => {
  const pairs = new Uint32Array(53 * 4);
  for (const u of uniform(17, N)) {
    const bits = BigInt(u * 2 ** 53)
      .toString(2)
      .padStart(53, '0');
    for (let bit = 0; bit < 53; bit++) {
      const cell = 4 * bit + 2 * Number(bits[bit]) + Number(bits[(bit + 1) % 53]);
      pairs[cell] = (pairs[cell] ?? 0) + 1;
    }
  }
  for (let bit = 0; bit < 53; bit++) {
    expect(chiSquared(pairs.subarray(4 * bit, 4 * bit + 4), () => N / 4)).toBeLessThan(chiSquaredBound(3));
  }
});
