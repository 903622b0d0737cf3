import { describeShape, describeValue } from '@gradlab-internal/checks';
import { DatasetError } from './dataset-error.ts';

/** The arrays IDX values come in. */
export type IdxArray = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** A parsed IDX file. */
export interface Idx {
  /** Length of each dimension, slowest first. */
  readonly shape: number[];
  readonly data: IdxArray;
}

interface IdxType {
  readonly bytes: number;
  read(bytes: Uint8Array, offset: number, count: number): IdxArray;
}

/** A big-endian type: each element is read through a DataView, so neither alignment nor the machine's order matters. */
function bigEndian<A extends IdxArray>(
  bytesPerElement: number,
  create: (count: number) => A,
  get: (view: DataView, at: number) => number,
): IdxType {
  return {
    bytes: bytesPerElement,
    read(bytes, offset, count) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * bytesPerElement);
      const data = create(count);
      for (let i = 0; i < count; i++) data[i] = get(view, i * bytesPerElement);
      return data;
    },
  };
}

const TYPES: ReadonlyMap<number, IdxType> = new Map([
  [0x08, { bytes: 1, read: (bytes, at, count) => new Uint8Array(bytes.buffer, bytes.byteOffset + at, count) }],
  [0x09, { bytes: 1, read: (bytes, at, count) => new Int8Array(bytes.buffer, bytes.byteOffset + at, count) }],
  [
    0x0b,
    bigEndian(
      2,
      (n) => new Int16Array(n),
      (view, at) => view.getInt16(at),
    ),
  ],
  [
    0x0c,
    bigEndian(
      4,
      (n) => new Int32Array(n),
      (view, at) => view.getInt32(at),
    ),
  ],
  [
    0x0d,
    bigEndian(
      4,
      (n) => new Float32Array(n),
      (view, at) => view.getFloat32(at),
    ),
  ],
  [
    0x0e,
    bigEndian(
      8,
      (n) => new Float64Array(n),
      (view, at) => view.getFloat64(at),
    ),
  ],
]);

/**
 * Reads the IDX format of the MNIST files: two zero bytes, a type code, the number of dimensions, the length of each
 * as a big-endian uint32, then the values, big endian.
 *
 * The file must end where its values end. Nothing is allocated before the length has been checked against the header,
 * and 8-bit values are a view of `bytes`, not a copy.
 *
 * @param bytes the whole file, decompressed
 * @returns the shape, `[60000, 28, 28]` for one, and the values: Uint8Array (type 0x08), Int8Array (0x09), Int16Array
 *   (0x0B), Int32Array (0x0C), Float32Array (0x0D) or Float64Array (0x0E)
 * @throws TypeError if `bytes` is no Uint8Array; {@link DatasetError} `malformed` if they are no IDX file
 * @see http://yann.lecun.com/exdb/mnist/ (the section on the IDX file format)
 * @example
 * ```ts
 * import { parseIdx } from '@gradlab/datasets';
 *
 * const { shape, data } = parseIdx(Uint8Array.of(0, 0, 0x08, 2, 0, 0, 0, 1, 0, 0, 0, 3, 7, 8, 9));
 * console.log(shape, data); // [ 1, 3 ] Uint8Array(3) [ 7, 8, 9 ]
 * ```
 */
export function parseIdx(bytes: Uint8Array): Idx {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`parseIdx: bytes must be a Uint8Array, got ${describeValue(bytes)}`);
  }
  const [zero0, zero1, code, rank] = bytes;
  if (code === undefined || rank === undefined) {
    throw malformed(`an IDX file starts with 4 bytes, got ${bytes.length}`);
  }
  const type = TYPES.get(code);
  if (zero0 !== 0 || zero1 !== 0 || type === undefined) {
    throw malformed(`an IDX file starts with 00 00 and a type of 08 09 0b 0c 0d 0e, got ${hex(bytes.subarray(0, 3))}`);
  }
  const headerBytes = 4 + 4 * rank;
  if (bytes.length < headerBytes) {
    throw malformed(`the header of ${rank} dimensions takes ${headerBytes} bytes, got ${bytes.length}`);
  }
  const shape = readShape(bytes, rank);
  // The product of up to 255 dimensions may pass every number; beside a zero, infinity would become NaN.
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  const expected = headerBytes + count * type.bytes;
  // Beyond 2⁵³ the product is rounded, but it stays far from any length that an array can have.
  if (bytes.length !== expected) {
    throw malformed(`the shape ${describeShape(shape)} needs a file of ${expected} bytes, got ${bytes.length}`);
  }
  return { shape, data: type.read(bytes, headerBytes, count) };
}

function readShape(bytes: Uint8Array, rank: number): number[] {
  const header = new DataView(bytes.buffer, bytes.byteOffset + 4, 4 * rank);
  return Array.from({ length: rank }, (_, i) => header.getUint32(4 * i));
}

function malformed(reason: string): DatasetError {
  return new DatasetError('malformed', `parseIdx: ${reason}`);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
