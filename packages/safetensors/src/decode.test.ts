import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { encodeSafetensors } from './encode.ts';
import { SafetensorsError, type SafetensorsErrorCode } from './error.ts';

const golden = (name: string): Buffer => readFileSync(new URL(`../goldens/${name}.safetensors`, import.meta.url));

/** A file with any header text and `dataBytes` zeros after it. */
function file(header: string | Uint8Array, dataBytes = 0, length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const entry = (shape: string, offsets: string): string => `{"dtype":"F32","shape":${shape},"data_offsets":${offsets}}`;

function errorOf(bytes: Uint8Array): SafetensorsError {
  try {
    decodeSafetensors(bytes);
  } catch (error) {
    if (error instanceof SafetensorsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('decodeSafetensors', () => {
  it('reads what the Python package wrote', () => {
    const { tensors, metadata } = decodeSafetensors(golden('float32'));
    expect({ ...metadata }).toEqual({ source: 'make.py, é' });
    expect(tensors['dense10.weight']).toEqual({
      dtype: 'F32',
      shape: [2, 3],
      data: Float32Array.of(0, 1 / 7, 2 / 7, 3 / 7, 4 / 7, 5 / 7),
    });
    expect(tensors.scale).toEqual({ dtype: 'F32', shape: [], data: Float32Array.of(0.1) });
    expect(tensors['dense2.bias']?.shape).toEqual([0, 3]);
    expect(Object.is(tensors['dense1.weight']?.data[2], -0)).toBe(true);
    expect(Object.keys(decodeSafetensors(golden('empty')).tensors)).toEqual([]);
  });

  it('copies, from any alignment and from a Buffer', () => {
    const bytes = encodeSafetensors({ w: { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) } });
    for (let offset = 0; offset < 8; offset++) {
      const shifted = Buffer.alloc(bytes.length + 8).subarray(offset, offset + bytes.length);
      shifted.set(bytes);
      const { w } = decodeSafetensors(shifted).tensors;
      shifted.fill(0);
      expect([...(w?.data ?? [])]).toEqual([1, 2]);
    }
  });

  it('has no names but the file’s', () => {
    const { tensors, metadata } = decodeSafetensors(file('{}'));
    expect(tensors.constructor).toBeUndefined();
    expect(metadata.toString).toBeUndefined();
  });

  it('names the tensor and the dtype it does not know', () => {
    const error = errorOf(file('{"w":{"dtype":"F128","shape":[],"data_offsets":[0,16]}}', 16));
    expect(error.code).toBe('unsupported-dtype');
    expect(error.message).toMatch(/^tensor "w": dtype must be one of U64, I64, .*, BOOL, got "F128"$/);
  });

  it.each<[SafetensorsErrorCode, string, Uint8Array]>([
    ['file-too-short', 'nothing', new Uint8Array(0)],
    ['file-too-short', 'half a length', new Uint8Array(7)],
    ['header-too-large', 'a length of 2⁶⁴ − 1', file('{}', 0, 2n ** 64n - 1n)],
    ['header-too-large', 'a length just over the limit', file('{}', 0, 100_000_001n)],
    ['header-out-of-bounds', 'a truncated header', file('{}', 0, 3n)],
    ['invalid-utf8', 'bytes that are no UTF-8', file(Uint8Array.of(0x7b, 0xff, 0x7d))],
    ['invalid-header', 'no header', file('')],
    ['invalid-header', 'a list', file('[]')],
    ['invalid-header', 'a space first', file(' {}')],
    ['invalid-header', 'a byte order mark first', file('\ufeff{}')],
    ['invalid-json', 'an open brace', file('{')],
    ['invalid-json', 'an open string', file('{"a')],
    ['invalid-json', 'text after the object', file('{}x')],
    ['invalid-json', 'a deep nest', file(`{"a":${'['.repeat(1_000_000)}`)],
    ['duplicate-key', 'a tensor twice', file(`{"a":${entry('[]', '[0,4]')},"a":${entry('[]', '[0,4]')}}`, 4)],
    ['duplicate-key', 'a tensor twice, once escaped', file(`{"a":${entry('[0]', '[0,0]')},"\\u0061" : 1}`)],
    ['duplicate-key', 'a field twice', file('{"a":{"dtype":"F32","dtype":"F32","shape":[0],"data_offsets":[0,0]}}')],
    ['invalid-metadata', 'metadata that is no object', file('{"__metadata__":[]}')],
    ['invalid-metadata', 'metadata null', file('{"__metadata__":null}')],
    ['invalid-metadata', 'metadata of numbers', file('{"__metadata__":{"a":1}}')],
    ['invalid-metadata', 'metadata __proto__', file('{"__metadata__":{"__proto__":"x"}}')],
    ['invalid-name', 'a tensor __proto__', file(`{"__proto__":${entry('[]', '[0,4]')}}`, 4)],
    ['invalid-header', 'an entry null', file('{"a":null}')],
    ['invalid-header', 'an entry that is a list', file('{"a":[]}')],
    ['invalid-header', 'no dtype', file('{"a":{"shape":[],"data_offsets":[0,4]}}', 4)],
    ['unsupported-dtype', 'a dtype of Object.prototype', file('{"a":{"dtype":"constructor"}}')],
    ['invalid-shape', 'no shape', file('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4)],
    ['invalid-shape', 'a negative dimension', file(`{"a":${entry('[-1]', '[0,4]')}}`, 4)],
    ['invalid-shape', 'a minus zero', file(`{"a":${entry('[-0]', '[0,0]')}}`)],
    ['invalid-number', 'half a dimension', file(`{"a":${entry('[0.5]', '[0,2]')}}`, 2)],
    ['invalid-number', 'a dimension with a point', file(`{"a":${entry('[1.0]', '[0,4]')}}`, 4)],
    ['invalid-number', 'an offset with an exponent', file(`{"a":${entry('[10]', '[0,4e1]')}}`, 40)],
    ['invalid-json', 'a dimension with a leading zero', file(`{"a":${entry('[01]', '[0,4]')}}`, 4)],
    ['invalid-json', 'NaN', file(`{"a":${entry('[NaN]', '[0,4]')}}`, 4)],
    ['invalid-json', 'a comma too many', file(`{"a":${entry('[1,]', '[0,4]')}}`, 4)],
    ['invalid-json', 'a comment', file('{/**/}')],
    ['invalid-json', 'a zero after the object', file('{}\0')],
    ['invalid-name', 'half a surrogate pair as a name', file(`{"\\ud800":${entry('[]', '[0,4]')}}`, 4)],
    ['invalid-metadata', 'half a surrogate pair in the metadata', file('{"__metadata__":{"a":"\\udc00"}}')],
    ['invalid-shape', 'a dimension past 2⁵³', file(`{"a":${entry('[9007199254740993]', '[0,4]')}}`, 4)],
    ['invalid-shape', 'half a byte', file('{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,1]}}', 1)],
    ['unsupported-dtype', 'a dtype in small letters', file('{"a":{"dtype":"f32","shape":[],"data_offsets":[0,4]}}', 4)],
    ['size-mismatch', 'four bytes for a half', file('{"a":{"dtype":"F16","shape":[],"data_offsets":[0,4]}}', 4)],
    ['invalid-shape', 'a dimension as text', file(`{"a":${entry('["1"]', '[0,4]')}}`, 4)],
    ['invalid-shape', 'a dimension that is too large', file(`{"a":${entry(`[1${'0'.repeat(300)}]`, '[0,4]')}}`, 4)],
    ['invalid-shape', 'a product that overflows', file(`{"a":${entry('[9007199254740991,2]', '[0,4]')}}`, 4)],
    ['invalid-shape', 'a product that wraps to 4', file(`{"a":${entry('[4294967296,4294967296,1]', '[0,4]')}}`, 4)],
    [
      'invalid-shape',
      'an overflow before a zero',
      file(`{"a":${entry('[1000000000000000,1000000000000000,0]', '[0,0]')}}`),
    ],
    ['invalid-offsets', 'no offsets', file('{"a":{"dtype":"F32","shape":[0]}}')],
    ['invalid-offsets', 'one offset', file(`{"a":${entry('[0]', '[0]')}}`)],
    ['invalid-offsets', 'a negative offset', file(`{"a":${entry('[1]', '[-4,0]')}}`)],
    ['invalid-number', 'half an offset', file(`{"a":${entry('[1]', '[0.5,4.5]')}}`, 8)],
    ['size-mismatch', 'end before begin', file(`{"a":${entry('[1]', '[4,0]')}}`, 4)],
    ['size-mismatch', 'fewer bytes than the shape needs', file(`{"a":${entry('[2]', '[0,4]')}}`, 4)],
    ['invalid-offsets', 'a hole at the start', file(`{"a":${entry('[1]', '[4,8]')}}`, 8)],
    ['invalid-offsets', 'a hole', file(`{"a":${entry('[1]', '[0,4]')},"b":${entry('[1]', '[8,12]')}}`, 12)],
    ['invalid-offsets', 'an overlap', file(`{"a":${entry('[1]', '[0,4]')},"b":${entry('[1]', '[2,6]')}}`, 6)],
    ['invalid-offsets', 'one region for two', file(`{"a":${entry('[1]', '[0,4]')},"b":${entry('[1]', '[0,4]')}}`, 4)],
    ['invalid-offsets', 'bytes after the last tensor', file(`{"a":${entry('[1]', '[0,4]')}}`, 5)],
    ['invalid-offsets', 'truncated data', file(`{"a":${entry('[1]', '[0,4]')}}`, 3)],
    ['invalid-offsets', 'data without a tensor', file('{}', 1)],
  ])('refuses with %s: %s', (code, _, bytes) => {
    expect(errorOf(bytes).code).toBe(code);
  });

  it('accepts what the format allows', () => {
    const { tensors } = decodeSafetensors(
      file(
        `{"b":${entry('[1]', '[0,4]')},"e":${entry('[0]', '[4,4]')},"a":${entry('[1]', '[4,8]')},"":${entry('[]', '[8,12]')}} \n `,
        12,
      ),
    );
    expect(Object.keys(tensors)).toEqual(['b', 'e', 'a', '']);
    // An escaped backslash before the closing quote, and a brace inside a string, do not confuse the search for duplicates.
    expect({ ...decodeSafetensors(file('{"__metadata__":{"a\\\\":"{\\"b\\":","b":"}"}}')).metadata }).toEqual({
      'a\\': '{"b":',
      b: '}',
    });
  });

  it('refuses what is no Uint8Array', () => {
    expect(() => decodeSafetensors('{}' as unknown as Uint8Array)).toThrow(
      new TypeError('decodeSafetensors: bytes must be a Uint8Array, got "{}"'),
    );
  });
});
