import { readFileSync } from 'node:fs';
import type { Seed } from '@gradlab/random';
import { useStockCpu } from '@gradlab-internal/testing';
import { KOLMOGOROV_SMIRNOV_BOUND, kolmogorovSmirnov } from '@gradlab-internal/testing/statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  constant,
  deltaOrthogonal,
  dirac,
  type Initializer,
  identity,
  ones,
  orthogonal,
  sparse,
  zeros,
} from './index.ts';

const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

beforeAll(useStockCpu);

function valuesOf(initializer: Initializer, shape: readonly number[], seed: Seed = 1): Float32Array {
  const tensor = initializer(shape, seed);
  const values = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return values;
}

/** Largest |QᵀQ − g²I|, or of QQᵀ where Q is wide. */
function deviation(values: Float32Array, rows: number, columns: number, gain: number): number {
  const [count, length, step, stride] = rows >= columns ? [columns, rows, columns, 1] : [rows, columns, 1, columns];
  let largest = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      let dot = 0;
      for (let i = 0; i < length; i++)
        dot += (values[a * stride + i * step] ?? 0) * (values[b * stride + i * step] ?? 0);
      largest = Math.max(largest, Math.abs(dot - (a === b ? gain * gain : 0)));
    }
  }
  return largest;
}

describe('orthogonal', () => {
  it.each([
    [256, 256],
    [300, 20],
    [20, 300],
    [1, 1],
    [1, 9],
    [9, 1],
    [13, 13],
  ])('has QᵀQ = g²I for [%d, %d], to float32', (rows, columns) => {
    // Rounding an entry to float32 changes it by 2⁻²⁴ of itself, and a product of unit vectors by no more than twice that.
    expect(deviation(valuesOf(orthogonal(), [rows, columns]), rows, columns, 1)).toBeLessThan(4 * 2 ** -24);
    expect(deviation(valuesOf(orthogonal({ gain: 3 }), [rows, columns]), rows, columns, 3)).toBeLessThan(36 * 2 ** -24);
  });

  it.each<{ shape: number[]; values: number[] }>(goldens['orthogonal seed 42'])(
    'is the Q that LAPACK finds for the same draws: $shape',
    ({ shape, values }) => {
      // Entries are at most 1; both computations err by a few roundings of doubles times the condition of 40 × 40 draws.
      const actual = valuesOf(orthogonal(), shape, 42);
      const worst = actual.reduce((most, x, i) => Math.max(most, Math.abs(x - (values[i] ?? Number.NaN))), 0);
      expect(worst).toBeLessThanOrEqual(2 ** -23);
    },
  );

  it('is uniform among the rotations and reflections of space: Kolmogorov–Smirnov, p > 10⁻⁶', () => {
    const n = 20_000;
    const matrices = Array.from({ length: n }, (_, seed) => valuesOf(orthogonal(), [3, 3], seed));
    // Archimedes: each coordinate of a uniform point on a sphere is uniform on [−1, 1].
    for (let entry = 0; entry < 9; entry++) {
      const entries = Float64Array.from(matrices, (q) => q[entry] ?? 0);
      expect(kolmogorovSmirnov(entries, (x) => (x + 1) / 2)).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
    }
    // The trace has mean 0 and variance 1, and its fourth moment is 3: five standard errors.
    const traces = Float64Array.from(matrices, (q) => (q[0] ?? 0) + (q[4] ?? 0) + (q[8] ?? 0));
    expect(Math.abs(traces.reduce((sum, t) => sum + t, 0) / n)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(traces.reduce((sum, t) => sum + t * t, 0) / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    const rotations = matrices.filter((q) => determinant(q) > 0).length;
    expect(Math.abs(rotations - n / 2)).toBeLessThan((5 * Math.sqrt(n)) / 2);
  });

  it('takes a kernel as the matrix of its other axes by its outputs', () => {
    const flat = valuesOf(orthogonal(), [3 * 3 * 4, 8]);
    expect(valuesOf(orthogonal(), [3, 3, 4, 8])).toEqual(flat);
    // The kernel of a transposed convolution [height, width, out, in], and PyTorch's [out, in, height, width].
    const transposed = valuesOf(orthogonal({ outputAxis: -2 }), [3, 3, 8, 4]);
    const torch = valuesOf(orthogonal({ outputAxis: 0 }), [8, 4, 3, 3]);
    for (let row = 0; row < 36; row++) {
      for (let out = 0; out < 8; out++) {
        const [place, input] = [Math.floor(row / 4), row % 4];
        expect(transposed[(place * 8 + out) * 4 + input]).toBe(flat[row * 8 + out]);
        expect(torch[out * 36 + row]).toBe(flat[row * 8 + out]);
      }
    }
  });

  it('refuses vectors, axes that there are not, and gains below 0', () => {
    expect(() => orthogonal()([3], 1)).toThrow(
      new RangeError('orthogonal: shape must have at least 2 dimensions, got [3]'),
    );
    expect(() => orthogonal({ outputAxis: 2 })([3, 3], 1)).toThrow(
      'outputAxis must be an integer >= -2 and < 2, got 2',
    );
    expect(() => orthogonal({ outputAxis: 0.5 })).toThrow(RangeError);
    expect(() => orthogonal({ gain: -1 })).toThrow(RangeError);
    expect(valuesOf(orthogonal(), [0, 3])).toHaveLength(0);
  });
});

function determinant([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0]: Float32Array): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

describe('deltaOrthogonal', () => {
  it('holds an orthogonal matrix at its centre and nothing elsewhere', () => {
    for (const { shape, centre } of [
      { shape: [3, 3, 4, 6], centre: 4 },
      { shape: [5, 4, 6], centre: 2 },
      { shape: [4, 2, 4, 6], centre: 2 },
      { shape: [1, 3, 5, 4, 6], centre: 7 },
    ]) {
      const values = valuesOf(deltaOrthogonal({ gain: 2 }), shape);
      const middle = values.slice(centre * 24, centre * 24 + 24);
      expect(middle).toEqual(valuesOf(orthogonal({ gain: 2 }), [4, 6]));
      expect(values.filter((x) => x !== 0)).toHaveLength(24);
    }
  });

  it('refuses what is no kernel, more inputs than outputs, and gains below 0', () => {
    expect(() => deltaOrthogonal()([3, 3], 1)).toThrow('shape must have 3 to 5 dimensions, got [3,3]');
    expect(() => deltaOrthogonal()([3, 3, 4, 2], 1)).toThrow(
      new RangeError('deltaOrthogonal: shape must have no more inputs than outputs, got 4 and 2'),
    );
    expect(() => deltaOrthogonal({ gain: -1 })).toThrow(RangeError);
    expect(valuesOf(deltaOrthogonal(), [0, 3, 2, 4])).toHaveLength(0);
  });
});

describe('dirac', () => {
  it.each<{ shape: number[]; groups: number; ones: number[]; sum: number }>(goldens.dirac)(
    'is what PyTorch has: $shape, groups $groups',
    ({ shape, groups, ones: places, sum }) => {
      const values = valuesOf(dirac({ groups }), shape);
      expect(places.map((place) => values[place])).toEqual(places.map(() => 1));
      expect(values.reduce((total, x) => total + x, 0)).toBe(sum);
    },
  );

  it('takes the earlier of two middles, refuses what is no kernel, and groups that do not fit', () => {
    expect([...valuesOf(dirac(), [4, 1, 1])]).toEqual([0, 1, 0, 0]);
    expect(() => dirac()([3], 1)).toThrow(RangeError);
    expect(() => dirac({ groups: 3 })([3, 1, 4], 1)).toThrow('dirac: shape must have a multiple of 3 outputs, got 4');
    expect(() => dirac({ groups: 0 })).toThrow(RangeError);
    expect(() => dirac({ groups: '1' as unknown as number })).toThrow(TypeError);
  });
});

describe('sparse', () => {
  it.each<{ rows: number; sparsity: number; zeros: number }>(goldens.sparse)(
    'has as many zeros in each column as PyTorch: $sparsity of $rows',
    ({ rows, sparsity, zeros: expected }) => {
      const values = valuesOf(sparse({ sparsity }), [rows, 4]);
      for (let column = 0; column < 4; column++) {
        expect(values.filter((x, i) => i % 4 === column && x === 0)).toHaveLength(expected);
      }
    },
  );

  it('chooses the places of each column by themselves, evenly', () => {
    const values = valuesOf(sparse({ sparsity: 0.5 }), [10, 10_000]);
    for (let row = 0; row < 10; row++) {
      const zeroed = values.subarray(row * 10_000, (row + 1) * 10_000).filter((x) => x === 0).length;
      // Binomial with 10,000 tries at a half: five standard deviations.
      expect(Math.abs(zeroed - 5000)).toBeLessThan(250);
    }
  });

  it('refuses what is no matrix, and fractions that are none', () => {
    expect(() => sparse({ sparsity: 0.5 })([3], 1)).toThrow(
      new RangeError('sparse: shape must have 2 dimensions, got [3]'),
    );
    expect(() => sparse({ sparsity: 1.5 })).toThrow('sparsity must be a finite number >= 0 and <= 1, got 1.5');
    expect(() => sparse({} as { sparsity: number })).toThrow(TypeError);
    expect(() => sparse({ sparsity: 0, standardDeviation: -1 })).toThrow(RangeError);
  });
});

describe('fixed values', () => {
  it('are what their names say', () => {
    expect([...valuesOf(zeros(), [2])]).toEqual([0, 0]);
    expect([...valuesOf(ones(), [])]).toEqual([1]);
    expect([...valuesOf(constant({ value: 0.5 }), [2])]).toEqual([0.5, 0.5]);
    expect([...valuesOf(identity({ gain: 2 }), [3, 2])]).toEqual([2, 0, 0, 2, 0, 0]);
    expect([...valuesOf(identity(), [1, 2])]).toEqual([1, 0]);
  });

  it('are copied from a list', () => {
    const value = Float64Array.of(1, 2, 3);
    const initializer = constant({ value });
    value.fill(0);
    expect([...valuesOf(initializer, [3, 1])]).toEqual([1, 2, 3]);
    expect(() => initializer([2], 1)).toThrow(new RangeError('constant: shape must have 3 values, got 2'));
  });

  it('are refused where they are no numbers', () => {
    const refuse = (value: unknown) => () => constant({ value: value as number });
    expect(refuse('1')).toThrow(new TypeError('constant: value must be a number or a list of numbers, got "1"'));
    expect(refuse(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(refuse([1, Number.NaN])).toThrow('constant: value[1] must be a finite number, got NaN');
    expect(refuse([[1]])).toThrow(TypeError);
    expect(() => identity()([2, 2, 2], 1)).toThrow('identity: shape must have 2 dimensions, got [2,2,2]');
    expect(() => identity({ gain: Number.NaN })).toThrow(RangeError);
  });
});
