import { describeShape, describeValue, requireShape } from '@gradlab-internal/checks';
import { elementsOf } from './dataset.ts';
import type { IdxArray } from './idx.ts';

/** By the type's code: how an element is written, big endian. */
const CODES = {
  Uint8Array: [0x08, (view: DataView, at: number, value: number) => view.setUint8(at, value)],
  Int8Array: [0x09, (view: DataView, at: number, value: number) => view.setInt8(at, value)],
  Int16Array: [0x0b, (view: DataView, at: number, value: number) => view.setInt16(at, value)],
  Int32Array: [0x0c, (view: DataView, at: number, value: number) => view.setInt32(at, value)],
  Float32Array: [0x0d, (view: DataView, at: number, value: number) => view.setFloat32(at, value)],
  Float64Array: [0x0e, (view: DataView, at: number, value: number) => view.setFloat64(at, value)],
} as const;

/**
 * Writes the IDX format of the MNIST files; `parseIdx` reads it again. The type of the array decides the type code.
 *
 * @param idx shape of up to 255 dimensions below 2³², and as many values
 * @returns a whole file
 * @throws TypeError if the values are in no array of a type that IDX has; RangeError if shape and values do not fit
 * @see http://yann.lecun.com/exdb/mnist/ (the section on the IDX file format)
 * @example
 * ```ts
 * import { encodeIdx, parseIdx } from '@gradlab/datasets';
 *
 * const bytes = encodeIdx({ shape: [2], data: Int16Array.of(-1, 300) });
 * console.log(parseIdx(bytes)); // { shape: [ 2 ], data: Int16Array(2) [ -1, 300 ] }
 * ```
 */
export function encodeIdx({
  shape,
  data,
}: {
  readonly shape: readonly number[];
  readonly data: IdxArray;
}): Uint8Array<ArrayBuffer> {
  requireShape('encodeIdx', 'shape', shape);
  const type = CODES[kindOf(data) as keyof typeof CODES];
  if (!ArrayBuffer.isView(data) || type === undefined) {
    throw new TypeError(`encodeIdx: data must be one of ${Object.keys(CODES).join(', ')}, got ${describeValue(data)}`);
  }
  if (shape.length > 255 || shape.some((size) => size >= 2 ** 32)) {
    throw new RangeError(`encodeIdx: shape must have at most 255 dimensions below 2^32, got ${describeShape(shape)}`);
  }
  if (data.length !== elementsOf(shape)) {
    throw new RangeError(
      `encodeIdx: data must hold ${elementsOf(shape)} values for ${describeShape(shape)}, got ${data.length}`,
    );
  }
  return write(shape, data, type);
}

/** Of what Node reads from a file, a Buffer, that of the class it extends. */
function kindOf(data: unknown): string | undefined {
  return data instanceof Uint8Array ? 'Uint8Array' : (data as IdxArray | undefined)?.constructor?.name;
}

function write(
  shape: readonly number[],
  data: IdxArray,
  [code, put]: (typeof CODES)[keyof typeof CODES],
): Uint8Array<ArrayBuffer> {
  const header = 4 + 4 * shape.length;
  const bytes = new Uint8Array(header + data.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint8(2, code);
  view.setUint8(3, shape.length);
  for (const [i, size] of shape.entries()) view.setUint32(4 + 4 * i, size);
  for (let i = 0; i < data.length; i++) put(view, header + i * data.BYTES_PER_ELEMENT, data[i] as number);
  return bytes;
}
