import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { DTYPES, dtypeNames } from './dtypes.ts';
import { encodeSafetensors } from './encode.ts';
import type { SafeDtype, SafeTensor } from './tensor.ts';
import { toFloat32 } from './to-float32.ts';
import { valuesFromBytes } from './values.ts';

// safetensors 0.8.0 with PyTorch 2.15.0, by goldens/make.py.
const golden = readFileSync(new URL('../goldens/dtypes.safetensors', import.meta.url));
const NAN_BITS = Uint32Array.of(0x7f802000, 0x7fc00000, 0xffffe000);

const EXPECTED: Readonly<Record<string, [SafeDtype, ArrayLike<number | bigint>]>> = {
  bool: ['BOOL', Uint8Array.of(1, 0, 1)],
  uint8: ['U8', Uint8Array.of(0, 1, 255)],
  int8: ['I8', Int8Array.of(-128, 0, 127)],
  float8_e5m2: ['F8_E5M2', Uint8Array.of(0x3e, 0xfb, 1)],
  float8_e4m3fn: ['F8_E4M3', Uint8Array.of(0x3c, 0xfe, 1)],
  float8_e5m2fnuz: ['F8_E5M2FNUZ', Uint8Array.of(0x42, 0xff, 1)],
  float8_e4m3fnuz: ['F8_E4M3FNUZ', Uint8Array.of(0x44, 0xff, 1)],
  float8_e8m0fnu: ['F8_E8M0', Uint8Array.of(127, 0, 254)],
  float4_e2m1fn_x2: ['F4', Uint8Array.of(0x21, 0x5f)],
  int16: ['I16', Int16Array.of(-32768, 0, 32767)],
  uint16: ['U16', Uint16Array.of(0, 1, 65535)],
  float16: ['F16', Float32Array.of(1.5, -65504, 2 ** -24, 2 ** -14, Number.POSITIVE_INFINITY, -0)],
  bfloat16: ['BF16', Float32Array.of(1.5, -3.3895313892515355e38, 2 ** -133, 2 ** -126, Number.NEGATIVE_INFINITY, -0)],
  int32: ['I32', Int32Array.of(-(2 ** 31), 0, 2 ** 31 - 1)],
  uint32: ['U32', Uint32Array.of(0, 1, 2 ** 32 - 1)],
  float32: ['F32', Float32Array.of(1.5, -3.4028234663852886e38, 2 ** -149)],
  complex64: ['C64', Float32Array.of(1, 2, -0, -0.5)],
  float64: ['F64', Float64Array.of(1.5, -Number.MAX_VALUE, 5e-324)],
  int64: ['I64', BigInt64Array.of(-(2n ** 63n), 0n, 2n ** 63n - 1n)],
  uint64: ['U64', BigUint64Array.of(0n, 1n, 2n ** 64n - 1n)],
};

describe('every dtype of the format', () => {
  const { tensors } = decodeSafetensors(golden);

  it.each(Object.entries(EXPECTED))('reads PyTorch’s %s', (name, [dtype, data]) => {
    expect(tensors[name]?.dtype).toBe(dtype);
    expect(tensors[name]?.data).toEqual(data);
  });

  it('keeps the payload of a half-precision NaN', () => {
    expect(new Uint32Array(tensors.nan16?.data.buffer as ArrayBuffer)).toEqual(NAN_BITS);
  });

  it('writes the bytes that the Python package wrote', () => {
    expect(Buffer.from(encodeSafetensors(tensors)).equals(golden)).toBe(true);
  });

  it('counts the values of packed dtypes', () => {
    expect(tensors.float4_e2m1fn_x2?.shape).toEqual([4]);
    const packed = (dtype: SafeDtype, shape: readonly number[], bytes: number): SafeTensor =>
      ({ dtype, shape, data: new Uint8Array(bytes) }) as SafeTensor;
    for (const dtype of ['F6_E2M3', 'F6_E3M2'] as const) {
      const [six] = Object.values(decodeSafetensors(encodeSafetensors({ w: packed(dtype, [2, 4], 6) })).tensors);
      expect(six).toEqual({ dtype, shape: [2, 4], data: new Uint8Array(6) });
      expect(() => encodeSafetensors({ w: packed(dtype, [3], 2) })).toThrow('whole bytes of F6');
    }
    expect(() => encodeSafetensors({ w: packed('F4', [3], 1) })).toThrow(RangeError);
  });

  it('survives a round trip, whatever the bits', () => {
    const anything = fc.tuple(
      fc.constantFrom(...dtypeNames),
      fc.uint8Array({ minLength: 72, maxLength: 72 }),
      fc.nat(3),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 6 }), (parts) => {
        const written = Object.fromEntries(
          parts.map(([dtype, bytes, size], i) => {
            // A multiple of 24 bytes is whole in every dtype, the six-bit ones included.
            const values = Uint8Array.from(bytes.subarray(0, size * 24));
            const shape = [(values.length * 8) / DTYPES[dtype].bits];
            return [i, { dtype, shape, data: valuesFromBytes(dtype, values) }];
          }),
        ) as Record<string, SafeTensor>;
        const bytes = encodeSafetensors(written);
        expect(encodeSafetensors(decodeSafetensors(bytes).tensors)).toEqual(bytes);
      }),
      { numRuns: process.env.GRADLAB_STRESS ? 5000 : 200 },
    );
  });
});

describe('toFloat32', () => {
  const { tensors } = decodeSafetensors(golden);
  const of = (name: string): number[] => Array.from(toFloat32(tensors[name] as SafeTensor));

  it('gives numbers as float32', () => {
    expect(of('float16')).toEqual([1.5, -65504, 2 ** -24, 2 ** -14, Number.POSITIVE_INFINITY, -0]);
    expect(of('float64')).toEqual([1.5, Number.NEGATIVE_INFINITY, 0]);
    expect(of('int64')).toEqual([-(2 ** 63), 0, 2 ** 63]);
    expect(of('bool')).toEqual([1, 0, 1]);
    expect(of('uint8')).toEqual([0, 1, 255]);
  });

  it('hands float32 over as it is', () => {
    expect(toFloat32(tensors.bfloat16 as SafeTensor)).toBe(tensors.bfloat16?.data);
  });

  it('refuses what is no plain number', () => {
    expect(() => of('complex64')).toThrow(RangeError);
    expect(() => of('float8_e5m2')).toThrow('toFloat32: dtype must be one of F32, F16');
  });
});
