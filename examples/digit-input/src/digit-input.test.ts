import { loadMnist } from '@gradlab/datasets';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitInput } from './digit-input.ts';

const real = sharedDataDirectory('mnist');

type Pixel = (y: number, x: number) => number;

function draw(height: number, width: number, pixel: Pixel): { pixels: number[]; height: number; width: number } {
  return {
    height,
    width,
    pixels: Array.from({ length: height * width }, (_, i) => pixel(Math.floor(i / width), i % width)),
  };
}

function made({ pixels, ...size }: ReturnType<typeof draw>, options = {}): Float32Array {
  const input = digitInput(pixels, { ...size, ...options });
  if (input === undefined) throw new Error('there was no ink');
  return input;
}

function expectAlike(actual: Float32Array, expected: Float32Array): void {
  // The same sums of at most a few thousand terms in another order, rounded to float32.
  for (const [i, value] of expected.entries()) expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(1e-6);
}

// A picture of 3 to 12 pixels a side with ink somewhere, in steps that 8 bits have.
const drawings = fc
  .record({ height: fc.integer({ min: 3, max: 12 }), width: fc.integer({ min: 3, max: 12 }) })
  .chain(({ height, width }) => {
    const pixels = fc.array(fc.constantFrom(0, 0, 80, 255), { minLength: height * width, maxLength: height * width });
    return fc.record({ height: fc.constant(height), width: fc.constant(width), pixels });
  })
  .filter(({ pixels }) => pixels.some((value) => value > 0));

describe('a bar of 4×2 pixels', () => {
  // Five times as large it is 20×10; its middle comes to 13.5, the smallest centre allowed: rows 4 to 23, columns 9 to 18.
  const expected = Float32Array.from({ length: 784 }, (_, i) => {
    const [y, x] = [Math.floor(i / 28), i % 28];
    return y >= 4 && y < 24 && x >= 9 && x < 19 ? 1 : 0;
  });

  it('is scaled to 20 pixels and centred', () => {
    const bar = draw(9, 7, (y, x) => (y >= 1 && y < 5 && x >= 4 && x < 6 ? 255 : 0));
    expect(made(bar)).toEqual(expected);
  });

  it('may be dark on bright, faint, and on paper that is not even', () => {
    const bar = draw(9, 7, (y, x) => (y >= 1 && y < 5 && x >= 4 && x < 6 ? 40 : 200 + ((3 * y + x) % 20)));
    expect(made(bar, { paper: 220, ink: 40, threshold: 0.2 })).toEqual(expected);
  });
});

it('takes the mean of what a pixel covers', () => {
  // 40 columns become 20: each pair of a bright and a dark pixel gives half the ink. The first and last columns are bright or cut.
  const stripes = draw(40, 39, (_, x) => (x % 2 === 0 ? 255 : 0));
  const input = made(stripes);
  const total = input.reduce((sum, value) => sum + value, 0);
  // 20 of 39 columns are ink, over an area of 20×20 (39 × 20/40 rounds to 20).
  expect(total / 400).toBeCloseTo(20 / 39, 6);
  expect(Math.max(...input)).toBeLessThan(0.6);
});

it('keeps a lopsided digit whole', () => {
  // A faint stroke far from a heavy block: the block alone would be in the middle, and the stroke outside.
  const lopsided = draw(20, 20, (y, x) => (x < 4 ? 255 : x === 19 && y === 10 ? 1 : 0));
  const input = made(lopsided);
  expect(input.filter((value) => value > 0)).toHaveLength(20 * 4 + 1);
});

describe('any drawing', () => {
  it('comes out the same wherever it was drawn', () => {
    fc.assert(
      fc.property(drawings, fc.nat({ max: 9 }), fc.nat({ max: 9 }), ({ height, width, pixels }, down, right) => {
        const moved = draw(height + down + 2, width + right + 3, (y, x) => {
          const inside = y >= down && y < down + height && x >= right && x < right + width;
          return inside ? (pixels[(y - down) * width + x - right] ?? 0) : 0;
        });
        expect(made(moved)).toEqual(made({ height, width, pixels }));
      }),
    );
  });

  it('comes out the same at any whole multiple of its size', () => {
    fc.assert(
      fc.property(drawings, fc.integer({ min: 2, max: 5 }), ({ height, width, pixels }, k) => {
        const large = draw(height * k, width * k, (y, x) => pixels[Math.floor(y / k) * width + Math.floor(x / k)] ?? 0);
        expectAlike(made(large), made({ height, width, pixels }));
      }),
    );
  });

  it('comes out the same from its negative', () => {
    fc.assert(
      fc.property(drawings, ({ height, width, pixels }) => {
        const negative = { height, width, pixels: pixels.map((value) => 255 - value) };
        expect(made(negative, { paper: 255, ink: 0 })).toEqual(made({ height, width, pixels }));
      }),
    );
  });

  it('has values from 0 to 1, and 20 pixels on its longer side', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const input = made(drawing);
        expect(input.every((value) => value >= 0 && value <= 1)).toBe(true);
        const rows = Array.from({ length: 28 }, (_, y) => input.slice(28 * y, 28 * y + 28).some((value) => value > 0));
        const columns = rows.map((_, x) => rows.some((__, y) => (input[28 * y + x] ?? 0) > 0));
        const span = (used: boolean[]): number => used.lastIndexOf(true) - used.indexOf(true) + 1;
        expect(Math.max(span(rows), span(columns))).toBe(20);
      }),
    );
  });
});

describe('of nothing and of nonsense', () => {
  it('says that there is no ink', () => {
    expect(digitInput([], { height: 0, width: 0 })).toBeUndefined();
    expect(digitInput(new Uint8Array(100), { height: 10, width: 10 })).toBeUndefined();
    expect(digitInput([10, 20], { height: 1, width: 2, threshold: 0.5 })).toBeUndefined();
  });

  it('refuses what it cannot read', () => {
    expect(() => digitInput([1, 2, 3], { height: 2, width: 2 })).toThrow(
      new RangeError('digitInput: pixels must be 2 × 2 values, got 3'),
    );
    expect(() => digitInput([Number.NaN], { height: 1, width: 1 })).toThrow(RangeError);
    expect(() => digitInput([1], { height: 1.5, width: 1 })).toThrow(RangeError);
    expect(() => digitInput([1], { height: 1, width: 1, paper: 3, ink: 3 })).toThrow('ink must differ from paper');
    expect(() => digitInput([1], { height: 1, width: 1, threshold: 1 })).toThrow(RangeError);
    // @ts-expect-error a caller without types
    expect(() => digitInput([1], { height: '1', width: 1 })).toThrow(TypeError);
  });
});

// The golden values of the whole: MNIST's own digits were made by these rules. In three of the 10,000 faint outermost pixels were
// rounded away, so that their longer side has 19.
it.skipIf(real === undefined)('leaves digits of MNIST as they are', { timeout: 60_000 }, async () => {
  const { x, size } = await loadMnist({ part: 'test', directory: real ?? '' });
  let same = 0;
  for (let i = 0; i < size; i++) {
    const pixels = x.data.subarray(784 * i, 784 * (i + 1));
    const input = digitInput(pixels, { height: 28, width: 28 });
    if (input?.every((value, k) => value === Math.fround((pixels[k] ?? 0) / 255))) same++;
  }
  expect(same).toBe(9997);
});
