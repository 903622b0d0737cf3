import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bfloat16ToFloat32Bits, float32ToBfloat16Bits } from './bfloat16.ts';
import { float16ToFloat32Bits, float32ToFloat16Bits } from './float16.ts';

// NumPy 2.4.6 and PyTorch 2.15.0, by goldens/make.py.
const rounding: Readonly<Record<'float32' | 'float16' | 'bfloat16', readonly number[]>> = JSON.parse(
  readFileSync(new URL('../goldens/rounding.json', import.meta.url), 'utf8'),
);

const every16Bits = Array.from({ length: 65536 }, (_, bits) => bits);

function float32(bits: number): number {
  return new Float32Array(Uint32Array.of(bits).buffer)[0] ?? 0;
}

/** The standard's own definition, in doubles. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

describe('half precision', () => {
  it('becomes the float32 of the same value, all 65,536 of them', () => {
    const wrong = every16Bits.filter((bits) => !Object.is(float32(float16ToFloat32Bits(bits)), half(bits)));
    expect(wrong).toEqual([]);
  });

  it('comes back bit by bit, NaN payloads included', () => {
    expect(every16Bits.filter((bits) => float32ToFloat16Bits(float16ToFloat32Bits(bits)) !== bits)).toEqual([]);
  });

  it('is rounded to as NumPy rounds', () => {
    expect(rounding.float32.map(float32ToFloat16Bits)).toEqual(rounding.float16);
  });

  it('keeps a NaN whose payload is cut off a NaN', () => {
    expect([0x7f800001, 0xff800001].map(float32ToFloat16Bits)).toEqual([0x7e00, 0xfe00]);
  });
});

describe('bfloat16', () => {
  it('comes back bit by bit', () => {
    expect(every16Bits.filter((bits) => float32ToBfloat16Bits(bfloat16ToFloat32Bits(bits)) !== bits)).toEqual([]);
    expect(float32(bfloat16ToFloat32Bits(0xbfc0))).toBe(-1.5);
  });

  it('is rounded to as PyTorch rounds', () => {
    expect(rounding.float32.map(float32ToBfloat16Bits)).toEqual(rounding.bfloat16);
  });

  it('keeps a NaN whose payload is cut off a NaN', () => {
    expect([0x7f800001, 0xff800001].map(float32ToBfloat16Bits)).toEqual([0x7fc0, 0xffc0]);
  });
});
