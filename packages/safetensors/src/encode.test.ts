import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { encodeSafetensors } from './encode.ts';
import type { SafeTensor } from './tensor.ts';

const golden = (name: string): Buffer => readFileSync(new URL(`../goldens/${name}.safetensors`, import.meta.url));
const f32 = (shape: readonly number[], values: Iterable<number>): SafeTensor<'F32'> => ({
  dtype: 'F32',
  shape,
  data: Float32Array.from(values),
});

// What goldens/make.py hands to the Python package (safetensors 0.8.0), in the same scrambled order.
const tensors = {
  ﬁ: f32([1], [1.5]),
  𝒲: f32([1], [2.5]),
  'q"\\\n\x01\x7f': f32([1], [3.5]),
  'dense2.bias': f32([0, 3], []),
  'dense10.weight': f32(
    [2, 3],
    [0, 1, 2, 3, 4, 5].map((i) => Math.fround(i) / Math.fround(7)),
  ),
  'dense1.weight': f32([5], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-45, 3.4028235e38]),
  scale: f32([], [0.1]),
};

describe('encodeSafetensors', () => {
  it('writes the bytes that the Python package writes', () => {
    const bytes = encodeSafetensors(tensors, { metadata: { source: 'make.py, é' } });
    expect(Buffer.from(bytes).equals(golden('float32'))).toBe(true);
    expect(Buffer.from(encodeSafetensors({})).equals(golden('empty'))).toBe(true);
  });

  it('does not depend on the order of tensors or metadata', () => {
    const reversed = Object.fromEntries(Object.entries(tensors).reverse());
    expect(encodeSafetensors(reversed, { metadata: { b: '1', a: '2' } })).toEqual(
      encodeSafetensors(tensors, { metadata: { a: '2', b: '1' } }),
    );
  });

  it('is undone by decodeSafetensors, bit by bit, with the data aligned to 8', () => {
    const name = fc.string({ unit: 'grapheme' }).filter((text) => !['__metadata__', '__proto__'].includes(text));
    const bits = fc.uint32Array({ maxLength: 9 });
    fc.assert(
      fc.property(
        fc.dictionary(name, bits),
        fc.dictionary(name, fc.string({ unit: 'grapheme' })),
        (words, metadata) => {
          const input = Object.fromEntries(
            Object.entries(words).map(([key, word]) => {
              const data = new Float32Array(Uint32Array.from(word).buffer);
              return [key, { dtype: 'F32', shape: [data.length, 1], data } as const];
            }),
          );
          const bytes = encodeSafetensors(input, { metadata });
          const decoded = decodeSafetensors(bytes);
          expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
          expect({ ...decoded.metadata }).toEqual({ ...metadata });
          expect(Object.keys(decoded.tensors).sort()).toEqual(Object.keys(input).sort());
          for (const [key, { data, shape }] of Object.entries(decoded.tensors)) {
            // NaN payloads included, so bits and not values are compared.
            expect(new Uint32Array(data.buffer)).toEqual(Uint32Array.from(words[key] ?? []));
            expect(shape).toEqual([data.length, 1]);
          }
        },
      ),
      { numRuns: process.env.GRADLAB_STRESS ? 2000 : 100 },
    );
  });

  it('takes a view of a larger buffer and leaves it alone', () => {
    const all = Float32Array.of(1, 2, 3, 4);
    const bytes = encodeSafetensors({ w: { dtype: 'F32', shape: [2], data: all.subarray(1, 3) } });
    expect([...(decodeSafetensors(bytes).tensors.w?.data ?? [])]).toEqual([2, 3]);
    expect([...all]).toEqual([1, 2, 3, 4]);
  });

  it('refuses what cannot be stored', () => {
    const refuse = (input: unknown, options?: unknown): (() => unknown) => {
      return () => encodeSafetensors(input as typeof tensors, options as { metadata: Record<string, string> });
    };
    expect(refuse(null)).toThrow(new TypeError('encodeSafetensors: tensors must be an object of tensors, got null'));
    expect(refuse({ w: 3 })).toThrow(TypeError);
    expect(refuse({ w: { ...tensors.scale, data: [0.1] } })).toThrow(TypeError);
    expect(refuse({ w: { ...tensors.scale, data: Float64Array.of(1) } })).toThrow('must be a Float32Array');
    expect(refuse({ w: { ...tensors.scale, dtype: 'F128' } })).toThrow(RangeError);
    expect(refuse({ w: { ...tensors.scale, shape: [-1] } })).toThrow(RangeError);
    expect(refuse({ w: { ...tensors.scale, shape: [2 ** 40, 2 ** 40] } })).toThrow(RangeError);
    expect(refuse({ w: f32([2, 2], [1]) })).toThrow(
      new RangeError('encodeSafetensors: data of tensor "w" must have 4 elements for F32 of shape [2,2], got 1'),
    );
    expect(refuse({ __metadata__: tensors.scale })).toThrow('name must not be reserved');
    expect(refuse(JSON.parse('{"__proto__": 1}'))).toThrow('name must not be reserved');
    expect(refuse({ '\ud800': tensors.scale })).toThrow('valid Unicode');
    expect(refuse({}, { metadata: { epoch: 3 } })).toThrow(TypeError);
    expect(refuse({}, { metadata: [] })).toThrow(TypeError);
    expect(refuse({}, { metadata: { note: '\udc00' } })).toThrow('valid Unicode');
    expect(refuse({}, { metadata: { note: 'x'.repeat(100_000_000) } })).toThrow('header must be <= 100000000 bytes');
  });
});
