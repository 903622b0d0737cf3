import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeIdx as encodeByHand } from '../test/encode-idx.ts';
import { encodeIdx, parseIdx } from './index.ts';

describe('encodeIdx', () => {
  it('writes what parseIdx reads, for every type', () => {
    const arrays = fc.oneof(
      fc.uint8Array(),
      fc.int8Array(),
      fc.int16Array(),
      fc.int32Array(),
      fc.float32Array(),
      fc.float64Array(),
    );
    fc.assert(
      fc.property(arrays, fc.boolean(), (data, flat) => {
        const shape = flat ? [data.length] : [data.length, 1, 1];
        const back = parseIdx(encodeIdx({ shape, data }));
        expect(back.shape).toEqual(shape);
        expect(back.data).toEqual(data);
      }),
    );
  });

  it('writes the bytes that the format says', () => {
    expect(encodeIdx({ shape: [3, 2], data: Uint8Array.of(1, 2, 3, 4, 5, 6) })).toEqual(
      encodeByHand([3, 2], [1, 2, 3, 4, 5, 6]),
    );
    expect([...encodeIdx({ shape: [1], data: Int16Array.of(-2) })]).toEqual([0, 0, 0x0b, 1, 0, 0, 0, 1, 0xff, 0xfe]);
    expect([...encodeIdx({ shape: [], data: Float32Array.of(1) })]).toEqual([0, 0, 0x0d, 0, 0x3f, 0x80, 0, 0]);
  });

  it('refuses other arrays, and shapes that do not fit', () => {
    expect(() => encodeIdx({ shape: [2], data: [1, 2] as never })).toThrow(
      'encodeIdx: data must be one of Uint8Array, Int8Array',
    );
    expect(() => encodeIdx({ shape: [1], data: new Uint16Array(1) as never })).toThrow(TypeError);
    expect(() => encodeIdx({ shape: [3], data: new Uint8Array(2) })).toThrow('data must hold 3 values for [3], got 2');
    expect(() => encodeIdx({ shape: [-1], data: new Uint8Array(0) })).toThrow(RangeError);
    expect(() => encodeIdx({ shape: new Array(256).fill(1), data: new Uint8Array(1) })).toThrow(
      'at most 255 dimensions',
    );
  });

  it('takes what Node reads from a file for the bytes that it is', () => {
    expect(encodeIdx({ shape: [2], data: Buffer.from([7, 8]) })).toEqual(
      encodeIdx({ shape: [2], data: Uint8Array.of(7, 8) }),
    );
  });
});
