import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedIndices, tieEnds } from './sorted-indices.ts';

const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, 5e-324, -5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.float({ noNaN: true }),
);

describe('sortedIndices', () => {
  it('is the stable order of a comparing sort', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        const expected = values
          .map((_, i) => i)
          .sort((i, j) => {
            const [a, b] = [values[i] as number, values[j] as number];
            return a < b ? -1 : a > b ? 1 : 0;
          });
        expect([...sortedIndices(Float64Array.from(values))]).toEqual(expected);
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 50_000 : 1000 },
    );
  });

  it('tells neighbouring doubles apart in every digit', () => {
    const values = Float64Array.from(
      { length: 64 * 2 },
      (_, i) => (i % 2 ? 1 : -1) * 2 ** (i % 64) * (1 + 2 ** -(i % 53)),
    );
    const sorted = [...sortedIndices(values)].map((i) => values[i]);
    expect(sorted).toEqual([...values].sort((a, b) => a - b));
  });
});

it('ends a run where the value changes', () => {
  const values = Float64Array.of(2, 1, 2, -0, 0);
  expect(tieEnds(values, sortedIndices(values))).toEqual([2, 3, 5]);
  expect(tieEnds(new Float64Array(0), new Uint32Array(0))).toEqual([]);
});
