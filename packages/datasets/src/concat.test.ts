import { describe, expect, it } from 'vitest';
import { colouredDigits, concat, createDataset, type Dataset, moons, syntheticDigits } from './index.ts';

describe('concat', () => {
  it('puts examples one after the other, with one target and with several', () => {
    const [a, b] = [syntheticDigits({ size: 3, seed: 1 }), syntheticDigits({ size: 5, seed: 2 })];
    const both = concat([a, b]);
    expect(createDataset(both)).toEqual(both);
    expect(both.name).toBe('synthetic-digits+synthetic-digits');
    expect([...both.y.data]).toEqual([...a.y.data, ...b.y.data]);
    expect(both.x.data.subarray(3 * 784)).toEqual(b.x.data);
    const coloured = concat([colouredDigits({ size: 2, seed: 1 }), colouredDigits({ size: 1, seed: 2 })]);
    expect([coloured.size, coloured.y.digit.data.length, coloured.y.colour.data.length]).toEqual([3, 3, 3]);
  });

  it('copies one, and takes empty ones', () => {
    const points = moons({ size: 4, seed: 1 });
    const copy = concat([points, moons({ size: 0, seed: 1 })]);
    expect(copy.x).toEqual(points.x);
    expect(copy.x.data.buffer).not.toBe(points.x.data.buffer);
  });

  it('refuses what does not fit together, naming the field', () => {
    const digits = syntheticDigits({ size: 2, seed: 1 });
    const large = syntheticDigits({ size: 2, seed: 1, imageSize: 32 });
    expect(() => concat([digits, large])).toThrow(
      /^concat: x must be alike in all data sets, got Uint8Array \[28,28,1\].* and Uint8Array \[32,32,1\]/,
    );
    expect(() => concat([digits, { ...digits, y: { ...digits.y, classNames: ['a'] } }])).toThrow(
      'concat: y must be alike',
    );
    const coloured = colouredDigits({ size: 2, seed: 1 });
    expect(() => concat([coloured, { ...coloured, y: { digit: coloured.y.digit } }] as never)).toThrow(
      'must have the same targets as the first, y.digit, y.colour, but has y.digit',
    );
    // Nor is a target left out without a word.
    expect(() => concat([{ ...coloured, y: { digit: coloured.y.digit } }, coloured] as never)).toThrow(
      'must have the same targets as the first, y.digit, but has y.digit, y.colour',
    );
    expect(() => concat([coloured, { ...coloured, y: coloured.y.digit }] as never)).toThrow('but has y');
    expect(() => concat([{ ...coloured, y: { constructor: coloured.y.digit } }, coloured] as never)).toThrow(
      RangeError,
    );
    const named = (classNames: readonly string[]): Dataset => ({ ...digits, y: { ...digits.y, classNames } });
    expect(() => concat([named(['a,b', 'c']), named(['a', 'b,c'])])).toThrow('classes ["a,b","c"]');
    expect(() => concat([])).toThrow(RangeError);
    expect(() => concat(digits as never)).toThrow(TypeError);
  });

  it('takes what Node reads from a file for the bytes that it is', () => {
    const bytes = (data: Uint8Array): Dataset =>
      createDataset({ name: 'b', size: 1, x: { data, shape: [2] }, y: { data: new Uint8Array(1), shape: [] } });
    const { x } = concat([bytes(Buffer.from([1, 2])), bytes(Uint8Array.of(3, 4)), bytes(Buffer.from([5, 6]))]);
    expect(x.data).toStrictEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  });
});
