import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered } from '../test/numbered.ts';
import { select, take } from './select.ts';

describe('select', () => {
  it('takes rows of every field, in order and again', () => {
    const { x, y, size } = select(numbered(9), [4, 0, 4]);
    expect([size, [...x.data], [...y.data]]).toEqual([3, [4, 4, 0, 0, 4, 4], [1, 0, 1]]);
    expect(y.classNames).toEqual(['a', 'b', 'c']);
  });

  it('gives each chosen row, whatever the choice', () => {
    const data = numbered(40, [3]);
    fc.assert(
      fc.property(fc.array(fc.nat(39), { maxLength: 60 }), (indices) => {
        expect([...select(data, indices).x.data]).toEqual(indices.flatMap((i) => [i, i, i]));
      }),
      { numRuns: 50 },
    );
  });

  it('shares the memory of consecutive rows and copies others', () => {
    const data = numbered(9);
    expect(select(data, [3, 4, 5]).x.data.buffer).toBe(data.x.data.buffer);
    expect(select(data, Uint32Array.of(5, 4)).x.data.buffer).not.toBe(data.x.data.buffer);
  });

  it('keeps the kind of every array', () => {
    const data = {
      ...numbered(3),
      y: { a: { data: Int32Array.of(7, 8, 9), shape: [] }, b: { data: new Float32Array(6), shape: [2] } },
    };
    const { y } = select(data, [2, 0]);
    expect(y.a.data).toEqual(Int32Array.of(9, 7));
    expect(y.b.data).toEqual(new Float32Array(4));
  });

  it('refuses what is no index', () => {
    expect(() => select(numbered(3), [3])).toThrow(
      new RangeError('select: index must be an integer >= 0 and < 3, got 3'),
    );
    expect(() => select(numbered(3), [-1])).toThrow(RangeError);
    expect(() => select(numbered(3), 1 as unknown as number[])).toThrow(TypeError);
  });
});

describe('take', () => {
  it('takes the first', () => {
    expect([...take(numbered(5), 2).y.data]).toEqual([0, 1]);
    expect(take(numbered(5), 0).size).toBe(0);
    expect(take(numbered(0), 0).size).toBe(0);
    expect(() => take(numbered(5), 6)).toThrow(RangeError);
  });
});
