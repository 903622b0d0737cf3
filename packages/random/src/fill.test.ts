import { describe, expect, it } from 'vitest';
import {
  bernoulli,
  fillNormal,
  fillTruncatedNormal,
  fillUniform,
  normal,
  type Seed,
  truncatedNormal,
  uniform,
} from './index.ts';

const OPTIONS = { start: 1001 };
const samplers = [
  { name: 'uniform', draw: uniform, fill: fillUniform, own: { min: -0.1, max: 0.3 } },
  { name: 'normal', draw: normal, fill: fillNormal, own: { mean: 3, standardDeviation: 0.2 } },
  { name: 'truncatedNormal', draw: truncatedNormal, fill: fillTruncatedNormal, own: { lower: -1, upper: 3, mean: 2 } },
] as const;

describe.each(samplers)('$name', ({ name, draw, fill, own }) => {
  it('fills arrays of both kinds, and views of a part, with its own draws', () => {
    const expected = draw(5, 1300, { ...own, ...OPTIONS });
    const doubles = new Float64Array(1300);
    expect(fill(doubles, 5, { ...own, ...OPTIONS })).toBe(doubles);
    expect(doubles).toEqual(expected);
    expect(fill(new Float32Array(1300), 5, { ...own, ...OPTIONS })).toEqual(Float32Array.from(expected));
    const whole = new Float32Array(10);
    fill(whole.subarray(3, 7), 5, { ...own, ...OPTIONS });
    expect([...whole]).toEqual([0, 0, 0, ...Float32Array.from(expected.subarray(0, 4)), 0, 0, 0]);
    expect(fill(new Float32Array(), 5, own)).toHaveLength(0);
    expect(draw(5, 0)).toHaveLength(0);
  });

  it('refuses what is no argument of it', () => {
    const refuse = (seed: unknown, n: unknown, options?: unknown) => () =>
      draw(seed as Seed, n as number, options as typeof own);
    expect(refuse(1, -1)).toThrow(new RangeError(`${name}: n must be an integer >= 0 and < 4294967296, got -1`));
    expect(refuse(1, 1.5)).toThrow(RangeError);
    expect(refuse(1, '3')).toThrow(TypeError);
    expect(refuse('a', 1)).toThrow(TypeError);
    expect(refuse(1, 2, { start: -1 })).toThrow(RangeError);
    expect(refuse(1, 2, { start: Number.MAX_SAFE_INTEGER - 1 })).toThrow(RangeError);
    expect(refuse(1, 2, { start: '0' })).toThrow(TypeError);
    expect(() => fill([1, 2] as unknown as Float32Array, 1)).toThrow(
      new TypeError(
        `fill${name[0]?.toUpperCase()}${name.slice(1)}: target must be a Float32Array or Float64Array, got [1,2]`,
      ),
    );
  });
});

describe('uniform', () => {
  it('stays within an interval of no or little length', () => {
    expect([...uniform(1, 2, { min: 0.3, max: 0.3 })]).toEqual([0.3, 0.3]);
    expect(uniform(1, 1000, { min: 1, max: 1 + 2 ** -50 }).every((x) => x >= 1 && x <= 1 + 2 ** -50)).toBe(true);
  });

  it('refuses an interval that is none', () => {
    expect(() => uniform(1, 1, { min: 1, max: 0 })).toThrow(
      new RangeError('uniform: max must be a finite number >= 1, got 0'),
    );
    expect(() => uniform(1, 1, { min: -1.7e308, max: 1.7e308 })).toThrow('uniform: max - min must be a finite number');
    expect(() => uniform(1, 1, { max: Number.NaN })).toThrow(RangeError);
    expect(() => uniform(1, 1, { min: '0' as unknown as number })).toThrow(TypeError);
  });
});

describe('truncatedNormal', () => {
  it('refuses bounds that are none, and those between which no draw of a normal falls', () => {
    const refuse = (lower: unknown, upper: unknown) => () =>
      truncatedNormal(1, 1, { lower: lower as number, upper: upper as number });
    expect(refuse(1, 1)).toThrow(new RangeError('truncatedNormal: upper must be a number > lower, got [1,1]'));
    expect(refuse(Number.NaN, 1)).toThrow(RangeError);
    expect(refuse('0', 1)).toThrow(new TypeError('truncatedNormal: lower must be a number, got "0"'));
    expect(refuse(37, 38)).toThrow('lower and upper must leave a probability of at least 1e-297');
    expect(refuse(-1e9, -40)).toThrow(RangeError);
    expect(truncatedNormal(1, 100, { lower: 36.5, upper: 1e9 }).every((z) => z >= 36.5 && z < 37.5)).toBe(true);
    expect(() => truncatedNormal(1, 1, { standardDeviation: -1 })).toThrow(RangeError);
    expect(() => normal(1, 1, { standardDeviation: -1 })).toThrow(RangeError);
  });

  it('is monotone in the uniform number of its index', () => {
    const [u, z] = [uniform(9, 2000), truncatedNormal(9, 2000, { lower: -3, upper: 1 })];
    const order = Array.from(u.keys()).sort((a, b) => (u[a] ?? 0) - (u[b] ?? 0));
    expect(order.every((index, i) => i === 0 || (z[order[i - 1] ?? 0] ?? 0) <= (z[index] ?? 0))).toBe(true);
  });
});

describe('bernoulli', () => {
  it('is uniform < p, part by part', () => {
    const u = uniform(2, 1500);
    expect(bernoulli(2, 1500, 0.3)).toEqual(Uint8Array.from(u, (x) => Number(x < 0.3)));
    expect(bernoulli(2, 500, 0.3, { start: 1000 })).toEqual(bernoulli(2, 1500, 0.3).subarray(1000));
    expect(bernoulli(2, 100, 0).every((bit) => bit === 0)).toBe(true);
    expect(bernoulli(2, 100, 1).every((bit) => bit === 1)).toBe(true);
    expect(bernoulli(2, 0, 0.5)).toHaveLength(0);
  });

  it('has its mean within five standard errors over a million draws', () => {
    for (const p of [1e-4, 0.3, 0.5, 0.999]) {
      const mean = bernoulli(foldInOf(p), 1_000_000, p).reduce((sum, bit) => sum + bit, 0) / 1_000_000;
      expect(Math.abs(mean - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 1_000_000));
    }
  });

  it('refuses a probability that is none', () => {
    expect(() => bernoulli(1, 1, 1.1)).toThrow(
      new RangeError('bernoulli: p must be a finite number >= 0 and <= 1, got 1.1'),
    );
    expect(() => bernoulli(1, 1, Number.NaN)).toThrow(RangeError);
    expect(() => bernoulli(1, 1, '1' as unknown as number)).toThrow(TypeError);
    expect(() => bernoulli(1, -1, 1)).toThrow(RangeError);
  });
});

/** A seed for each probability. */
function foldInOf(p: number): number {
  return Math.round(p * 1e6);
}
