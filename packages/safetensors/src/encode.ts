import { describeShape, describeValue, requireOneOf, requireShape } from '@gradlab-internal/checks';
import { swapUnlessLittleEndian } from './byte-order.ts';
import { countValues } from './layout.ts';
import { HEADER_ALIGNMENT, LENGTH_BYTES, MAX_HEADER_BYTES, METADATA_KEY, RESERVED_NAMES } from './limits.ts';
import { BYTES_PER_VALUE, type SafeTensor, type SafetensorsMetadata } from './tensor.ts';

export interface EncodeOptions {
  /** Free text beside the tensors. */
  readonly metadata?: SafetensorsMetadata;
}

type Named = readonly [name: string, tensor: SafeTensor];

/**
 * The bytes of a safetensors file. Byte-identical with what the Python package writes for the same tensors: they are stored
 * by name, in the order of the names' UTF-8 bytes (the format puts wider dtypes first; there is one so far), and the header
 * is padded with spaces to a multiple of eight. Metadata keys are sorted, so equal content gives equal bytes.
 *
 * @param tensors by name; `data` holds as many values as the product of `shape`
 * @param options `metadata`: string to string
 * @throws TypeError if a tensor or the metadata is of the wrong kind; RangeError if a name, dtype or shape is not valid, if
 * the data has another length than the shape says, or if the header passes the format's 100 MB
 * @see https://huggingface.co/docs/safetensors
 * @example
 * ```ts
 * import { encodeSafetensors } from '@gradlab/safetensors';
 *
 * const weight = { dtype: 'F32', shape: [1, 2], data: Float32Array.of(0.5, -0.5) } as const;
 * const bytes = encodeSafetensors({ 'dense1.weight': weight }, { metadata: { epoch: '3' } });
 * console.log(bytes.length % 8); // 0
 * ```
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, SafeTensor>>,
  { metadata = {} }: EncodeOptions = {},
): Uint8Array {
  if (typeof tensors !== 'object' || tensors === null) {
    throw new TypeError(`encodeSafetensors: tensors must be an object of tensors, got ${describeValue(tensors)}`);
  }
  const named = Object.entries(tensors).sort(byUtf8Name);
  for (const [name, tensor] of named) requireTensor(name, tensor);
  const header = encodeHeader(named, requireMetadata(metadata));
  const dataBytes = named.reduce((sum, [, { data }]) => sum + data.byteLength, 0);
  const out = new Uint8Array(LENGTH_BYTES + header.length + dataBytes);
  new DataView(out.buffer).setBigUint64(0, BigInt(header.length), true);
  out.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const [, { dtype, data }] of named) {
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    swapUnlessLittleEndian(out.subarray(at, at + data.byteLength), BYTES_PER_VALUE[dtype]);
    at += data.byteLength;
  }
  return out;
}

/** The order of Unicode code points, which is that of UTF-8 bytes; JavaScript's own `<` compares UTF-16 units. */
function byUtf8Name([a]: Named, [b]: Named): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

function encodeHeader(named: readonly Named[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const entries: string[] = [];
  if (Object.keys(metadata).length > 0) entries.push(`${JSON.stringify(METADATA_KEY)}:${JSON.stringify(metadata)}`);
  let begin = 0;
  for (const [name, { dtype, shape, data }] of named) {
    const end = begin + data.byteLength;
    entries.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`);
    begin = end;
  }
  const text = new TextEncoder().encode(`{${entries.join()}}`);
  const padded = Math.ceil(text.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
  if (padded > MAX_HEADER_BYTES) {
    throw new RangeError(`encodeSafetensors: header must be <= ${MAX_HEADER_BYTES} bytes, got ${padded}`);
  }
  const header = new Uint8Array(padded).fill(' '.charCodeAt(0));
  header.set(text);
  return header;
}

function requireText(what: string, text: string): void {
  if (/\p{Surrogate}/u.test(text)) {
    throw new RangeError(`encodeSafetensors: ${what} must be valid Unicode, got ${JSON.stringify(text)}`);
  }
}

function requireTensor(name: string, tensor: SafeTensor): void {
  const label = `tensor ${JSON.stringify(name)}`;
  requireText('name', name);
  if (RESERVED_NAMES.includes(name)) {
    throw new RangeError(`encodeSafetensors: name must not be reserved, got ${JSON.stringify(name)}`);
  }
  if (typeof tensor !== 'object' || tensor === null) {
    throw new TypeError(`encodeSafetensors: ${label} must be { dtype, shape, data }, got ${describeValue(tensor)}`);
  }
  const { dtype, shape, data } = tensor;
  requireOneOf('encodeSafetensors', `dtype of ${label}`, dtype, ['F32']);
  requireShape('encodeSafetensors', `shape of ${label}`, shape);
  if (!(data instanceof Float32Array)) {
    throw new TypeError(`encodeSafetensors: data of ${label} must be a Float32Array, got ${describeValue(data)}`);
  }
  if (countValues(shape) !== data.length) {
    const expected = `as many values as its shape ${describeShape(shape)}`;
    throw new RangeError(`encodeSafetensors: data of ${label} must have ${expected}, got ${data.length}`);
  }
}

function requireMetadata(metadata: unknown): Readonly<Record<string, string>> {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    throw new TypeError(`encodeSafetensors: metadata must be an object of strings, got ${describeValue(metadata)}`);
  }
  const sorted: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof text !== 'string') {
      const got = describeValue(text);
      throw new TypeError(`encodeSafetensors: metadata ${JSON.stringify(key)} must be a string, got ${got}`);
    }
    requireText('metadata key', key);
    requireText(`metadata ${JSON.stringify(key)}`, text);
    if (key === '__proto__') throw new RangeError('encodeSafetensors: metadata key must not be "__proto__"');
    sorted[key] = text;
  }
  return sorted;
}
