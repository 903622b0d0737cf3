import { describe, expect, it } from 'vitest';
import { readMalformed, suspectCause } from './suspected-cause.ts';

const UNKNOWN = Number.NaN;
const cause = (shape: number[], analytic: number[], numeric: number[]): string | undefined =>
  suspectCause(shape, Float64Array.from(analytic), Float64Array.from(numeric))?.kind;

describe('suspectCause', () => {
  it('knows a multiple, a wrong sign and a zero, also from a few elements', () => {
    expect(cause([4], [2, 4, 6, 8], [1, 2, 3, 4])).toBe('factor');
    expect(cause([4], [2, 4, 6, 8], [UNKNOWN, 2, UNKNOWN, 4])).toBe('factor');
    expect(cause([2], [-1, -2], [1, 2])).toBe('sign');
    expect(cause([3], [0, 0, 0], [1, UNKNOWN, 0])).toBe('stopped');
    expect(cause([1], [5], [1])).toBe('factor');
    expect(suspectCause([2], Float64Array.of(1.01, -2.02), Float64Array.of(1, -2))).toEqual({
      kind: 'factor',
      factor: expect.closeTo(1.01, 10),
      message: 'it is 1.01 times what it should be',
    });
  });

  it('knows transposed values, square, oblong and in batches', () => {
    expect(cause([2, 2], [1, 3, 2, 4], [1, 2, 3, 4])).toBe('transpose');
    // [2, 3] whose values are those of [3, 2].
    expect(cause([2, 3], [1, 4, 2, 5, 3, 6], [1, 2, 3, 4, 5, 6])).toBe('transpose');
    expect(cause([2, 2, 2], [1, 3, 2, 4, 5, 7, 6, 8], [1, 2, 3, 4, 5, 6, 7, 8])).toBe('transpose');
  });

  it('guesses nothing where nothing fits', () => {
    expect(cause([2, 2], [1, 2, 3, 5], [1, 2, 3, 4])).toBeUndefined();
    expect(cause([3], [1, 1, 1], [0, 0, 0])).toBeUndefined();
    expect(cause([0], [], [])).toBeUndefined();
  });
});

describe('readMalformed', () => {
  const message = (given: string, wanted: string): string =>
    `Error in gradient for op Add. The gradient of input 'b' has shape '${given}', which does not match the shape of the input '${wanted}'`;

  it('knows a sum that is missing', () => {
    expect(readMalformed(message('3,4', '4'))).toMatchObject({ shape: [4], cause: { kind: 'broadcast' } });
    expect(readMalformed(message('3,4', '3,1'))).toMatchObject({ shape: [3, 1], cause: { kind: 'broadcast' } });
    expect(readMalformed(message('3,4', ''))).toMatchObject({ shape: [], cause: { kind: 'broadcast' } });
    expect(readMalformed(message('3,4', '3'))).toEqual({ shape: [3], cause: null });
    expect(readMalformed('something else')).toBeNull();
  });
});
