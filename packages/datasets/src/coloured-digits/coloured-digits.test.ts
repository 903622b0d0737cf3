import { describe, expect, it } from 'vitest';
import { colouredDigits, createDataset, syntheticDigits } from '../index.ts';

describe('colouredDigits', () => {
  it('has every colour of a digit once in eight, and nothing where the digit has no ink', () => {
    const digits = syntheticDigits({ size: 80, seed: 1, noise: 0 });
    const made = colouredDigits({ digits, seed: 2 });
    expect(createDataset(made)).toEqual(made);
    expect(made.y.digit.data).toEqual(digits.y.data);
    for (let run = 0; run < 10; run++) {
      expect([...made.y.colour.data.subarray(8 * run, 8 * run + 8)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
    // Of no ink there is at most none. One expectation for all pixels: one for each would take seconds.
    const tooStrong = made.x.data.findIndex((value, i) => value > (digits.x.data[Math.floor(i / 3)] ?? 0));
    expect(tooStrong).toBe(-1);
  });

  it('paints the colour that it says: a channel is there if and only if the colour has it', () => {
    const { x, y } = colouredDigits({ size: 64, seed: 3, jitter: 0.25 });
    for (let i = 0; i < 64; i++) {
      const sums = [0, 0, 0];
      for (let k = 0; k < 784 * 3; k++) sums[k % 3] = (sums[k % 3] ?? 0) + (x.data[i * 784 * 3 + k] ?? 0);
      const name = y.colour.classNames?.[y.colour.data[i] ?? 0];
      const has = {
        red: [0],
        orange: [0, 1],
        yellow: [0, 1],
        green: [1],
        cyan: [1, 2],
        blue: [2],
        magenta: [0, 2],
        white: [0, 1, 2],
      };
      expect(sums.flatMap((sum, c) => (sum > 0 ? [c] : []))).toEqual(has[name as keyof typeof has]);
    }
  });

  it('depends on the seed and the index alone', () => {
    const [few, many] = [colouredDigits({ size: 20, seed: 4 }), colouredDigits({ size: 33, seed: 4 })];
    expect(many.x.data.subarray(0, few.x.data.length)).toEqual(few.x.data);
    expect(colouredDigits({ size: 20, seed: 5 }).y.colour.data).not.toEqual(few.y.colour.data);
    expect(colouredDigits({ size: 0, seed: 1 }).size).toBe(0);
  });

  it('refuses what is no grey image, and options that are not valid', () => {
    const coloured = colouredDigits({ size: 2, seed: 1 });
    const asSource = { ...coloured, y: coloured.y.digit };
    expect(() => colouredDigits({ digits: asSource, seed: 1 })).toThrow(
      'colouredDigits: digits.x must be 8-bit images [height,width,1], got Uint8Array [28,28,3]',
    );
    expect(() => colouredDigits({ seed: 1 })).toThrow('colouredDigits: size must be an integer >= 0, got undefined');
    expect(() => colouredDigits({ size: 2, seed: 1, jitter: 1 })).toThrow(RangeError);
    expect(() => colouredDigits({ digits: syntheticDigits({ size: 3, seed: 1 }), size: 4, seed: 1 })).toThrow(
      RangeError,
    );
  });
});
