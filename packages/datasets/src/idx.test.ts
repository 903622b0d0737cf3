import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeIdx } from '../test/encode-idx.ts';
import { DatasetError } from './dataset-error.ts';
import { parseIdx } from './idx.ts';

const header = (code: number, ...shape: number[]): number[] => [
  0,
  0,
  code,
  shape.length,
  ...shape.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
];
const file = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const failure = (bytes: Uint8Array): DatasetError => {
  try {
    parseIdx(bytes);
  } catch (error) {
    if (error instanceof DatasetError) return error;
  }
  throw new Error('parseIdx did not refuse the bytes with a DatasetError');
};

describe('parseIdx', () => {
  // Byte patterns written out from IEEE 754 and two's complement: 1.5 is 3fc00000, −2 is c000000000000000.
  it.each([
    ['uint8', file(...header(0x08, 2), 0, 255), Uint8Array.of(0, 255)],
    ['int8', file(...header(0x09, 2), 0x7f, 0x80), Int8Array.of(127, -128)],
    ['int16', file(...header(0x0b, 2), 0x01, 0x02, 0xff, 0xfe), Int16Array.of(258, -2)],
    ['int32', file(...header(0x0c, 1), 0x80, 0, 0, 1), Int32Array.of(-2147483647)],
    ['float32', file(...header(0x0d, 1), 0x3f, 0xc0, 0, 0), Float32Array.of(1.5)],
    ['float64', file(...header(0x0e, 1), 0xc0, 0, 0, 0, 0, 0, 0, 0), Float64Array.of(-2)],
  ])('reads %s, big endian', (_, bytes, values) => {
    expect(parseIdx(bytes)).toEqual({ shape: [values.length], data: values });
  });

  it('reads values that start at any offset of their buffer', () => {
    const bytes = file(9, 9, 9, ...header(0x0d, 1), 0x3f, 0xc0, 0, 0).subarray(3);
    expect(parseIdx(bytes).data).toEqual(Float32Array.of(1.5));
  });

  it('gives back the shape and the bytes of any uint8 array, and shares their memory', () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.nat(255), (shape, start) => {
        const count = shape.reduce((product, n) => product * n, 1);
        const values = Uint8Array.from({ length: count }, (_, i) => start + i);
        const bytes = encodeIdx(shape, values);
        const { shape: parsed, data } = parseIdx(bytes);
        expect(parsed).toEqual(shape);
        expect(data).toEqual(values);
        expect(data.buffer).toBe(bytes.buffer);
      }),
      { numRuns: 50 },
    );
  });

  it('reads a file of no images', () => {
    expect(parseIdx(encodeIdx([0, 28, 28], []))).toEqual({ shape: [0, 28, 28], data: new Uint8Array(0) });
  });

  it.each([
    ['nothing', file(), 'starts with 4 bytes, got 0'],
    ['three bytes', file(0, 0, 8), 'starts with 4 bytes, got 3'],
    ['another magic', file(1, 0, 8, 0, 7), 'got 01 00 08'],
    ['an unknown type', file(0, 0, 0x0a, 0, 7), 'got 00 00 0a'],
    ['half a header', file(0, 0, 8, 2, 0, 0, 0, 1), 'the header of 2 dimensions takes 12 bytes, got 8'],
    ['too few values', file(...header(8, 3), 1, 2), 'the shape [3] needs a file of 11 bytes, got 10'],
    ['too many values', file(...header(8, 1), 1, 2), 'the shape [1] needs a file of 9 bytes, got 10'],
    ['a huge shape', file(...header(0x0e, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1)), 'got 16'],
    ['infinitely many', file(0, 0, 8, 255, ...new Array(255 * 4).fill(255)), 'needs a file of Infinity bytes'],
  ])('refuses %s', (_, bytes, message) => {
    const error = failure(bytes);
    expect(error.code).toBe('malformed');
    expect(error.message).toContain(message);
  });

  it('answers any bytes with a result or a DatasetError', () => {
    const start = fc.constantFrom(...[8, 9, 11, 12, 13, 14].map((code) => [0, 0, code]), [], [0]);
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 40 }), (prefix, rest) => {
        try {
          const { shape, data } = parseIdx(file(...prefix, ...rest));
          expect(data.length).toBe(shape.reduce((product, n) => product * n, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(DatasetError);
        }
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 100_000 : 1000 },
    );
  });

  it('refuses what is no Uint8Array', () => {
    expect(() => parseIdx([0, 0, 8, 0] as unknown as Uint8Array)).toThrow(TypeError);
  });
});
