import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFixed, formatGeneral, formatScientific, superscript } from './format-number.ts';

/** Reads back what the functions wrote. */
function read(text: string): number {
  const plain = text.replace(/,/g, '').replace(/−/g, '-');
  const [mantissa = '', exponent] = plain.split('×10');
  const digits = [...(exponent ?? '')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  return Number(exponent === undefined ? mantissa : `${mantissa}e${digits}`);
}

describe('numbers', () => {
  it('are written as documents write them', () => {
    expect(formatFixed(-12345.6, 2)).toBe('−12,345.60');
    expect(formatFixed(999, 0)).toBe('999');
    expect(formatFixed(-0.001, 2)).toBe('0.00');
    expect(formatScientific(0.000032, 2)).toBe('3.20×10⁻⁵');
    expect(formatScientific(-1e100, 0)).toBe('−1×10¹⁰⁰');
    expect(superscript(-12)).toBe('⁻¹²');
    expect([596910, 0.0007, 0.00007, 1.618033989, 0, -1.5, 1234567.5].map((v) => formatGeneral(v))).toEqual([
      '596,910',
      '0.0007',
      '7×10⁻⁵',
      '1.618',
      '0',
      '−1.5',
      '1.235×10⁶',
    ]);
  });

  it('need not be finite', () => {
    for (const format of [formatFixed, formatScientific, formatGeneral]) {
      expect([Number.NaN, Infinity, -Infinity].map((value) => format(value, 2))).toEqual(['NaN', '∞', '−∞']);
    }
  });

  it('read back as themselves, to the digits written', () => {
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(doubles, (value) => {
        expect(read(formatScientific(value, 6))).toBe(Number(value.toExponential(6)));
        const general = read(formatGeneral(value, 6));
        // Integers below 1e9 are written whole, anything else to six digits: half a unit of the sixth, 5e-6.
        expect(Math.abs(general - value)).toBeLessThanOrEqual(5.0001e-6 * Math.abs(value));
        expect(read(formatFixed(value % 1e6, 3))).toBeCloseTo(value % 1e6, 2);
      }),
      { numRuns: 200 },
    );
  });
});
