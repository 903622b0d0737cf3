import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellSums } from './cell-sums.ts';
import { exactSumOf } from './exact-sum.ts';

function overJSON(cells: CellSums): CellSums {
  const again = new CellSums(cells.length);
  again.load('cells', JSON.parse(JSON.stringify(cells)));
  return again;
}

describe('CellSums', () => {
  it('sums any weights of a cell exactly, whatever the order', () => {
    const entry = fc.record({
      cell: fc.nat(2),
      weight: fc.oneof(
        fc.nat(9),
        fc.constantFrom(2 ** 51, 2 ** 52, 2 ** 53, 0.1, 1e-30),
        fc.double({ min: 0, max: 1e20, noNaN: true }),
      ),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), fc.nat(30), (entries, at) => {
        const [left, right] = [new CellSums(3), new CellSums(3)];
        for (const { cell, weight } of entries.slice(0, at)) left.add(cell, weight);
        for (const { cell, weight } of entries.slice(at)) right.add(cell, weight);
        const merged = overJSON(right);
        merged.merge(overJSON(left));
        const expected = [0, 1, 2].map((own) => exactSumOf(entries.flatMap((e) => (e.cell === own ? [e.weight] : []))));
        expect([...merged.values()]).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('counts past 2⁵³ without losing one', () => {
    const cells = new CellSums(1);
    cells.add(0, 2 ** 53 - 1);
    for (let i = 0; i < 3; i++) cells.add(0, 1);
    expect(cells.values()[0]).toBe(2 ** 53 + 2);
    cells.merge(cells);
    expect(cells.values()[0]).toBe(2 ** 54 + 4);
  });

  it('merges with itself where a count is full and has a rest', () => {
    const cells = new CellSums(2);
    for (const weight of [2 ** 52, 0.5]) cells.add(1, weight);
    cells.merge(cells);
    // 2⁵³ + 1, which no double is, rounded to even.
    expect([...cells.values()]).toEqual([0, 2 ** 53]);
    cells.add(1, 1);
    expect(cells.values()[1]).toBe(2 ** 53 + 2);
  });

  it('refuses JSON with counts or cells that cannot be', () => {
    const cells = new CellSums(2);
    expect(() => cells.load('cells', { counts: [1] })).toThrow(
      new RangeError('fromJSON: cells.counts must have 2 numbers, got 1'),
    );
    expect(() => cells.load('cells', { counts: [1, -1] })).toThrow('cells.counts must be integers >= 0, got -1');
    expect(() => cells.load('cells', { counts: [1, 0.5] })).toThrow(RangeError);
    expect(() => cells.load('cells', { counts: [1, null] })).toThrow(TypeError);
    expect(() => cells.load('cells', { counts: [1, 1], rest: [[2, [0.5]]] })).toThrow('must name cells below 2, got 2');
    expect(() => cells.load('cells', { counts: [1, 1], rest: [[0, 'x']] })).toThrow(TypeError);
  });
});
