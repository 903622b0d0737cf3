import { describe, expect, it } from 'vitest';
import { Rows } from './rows.ts';

describe('Rows', () => {
  it('keeps rows in order while it grows', () => {
    const rows = new Rows(2);
    const expected: number[] = [];
    for (let i = 0; i < 1000; i++) {
      rows.append([i, i / 3]);
      expected.push(i, i / 3);
    }
    expect(rows.length).toBe(1000);
    expect([...rows.values()]).toEqual(expected);
    rows.append(Float64Array.from({ length: 1e5 }, (_, i) => i));
    expect(rows.values().at(-1)).toBe(99_999);
  });

  it('takes memory in proportion to the rows: at most twice what they need', () => {
    const rows = new Rows(3);
    for (let i = 0; i < 5000; i++) rows.append([i, i, i]);
    expect(rows.values().buffer.byteLength).toBeLessThanOrEqual(2 * 5000 * 3 * 8);
    rows.reset();
    expect(rows.values().buffer.byteLength).toBe(0);
  });

  it('merges with itself, and goes through JSON with every bit', () => {
    const rows = new Rows(2);
    rows.append([0.1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0, 5e-324]);
    rows.merge(rows);
    const again = new Rows(2);
    again.load('rows', JSON.parse(JSON.stringify(rows)));
    expect([...again.values()]).toEqual([...rows.values()]);
    expect(again.length).toBe(6);
    expect(() => again.load('rows', [1, 2, 3])).toThrow('fromJSON: rows must have rows of 2 numbers, got 3 in all');
    expect(() => again.load('rows', [1, 'x'])).toThrow('fromJSON: rows[1] must be a number, got "x"');
  });
});
