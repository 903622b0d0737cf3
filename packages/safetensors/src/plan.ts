import { describeValue } from '@gradlab-internal/checks';
import { bytesOf, dtypeNames } from './dtypes.ts';
import type { Placement } from './layout.ts';
import { HEADER_ALIGNMENT, LENGTH_BYTES, MAX_HEADER_BYTES, METADATA_KEY } from './limits.ts';
import { requireInfo, requireText } from './require-tensor.ts';
import type { SafeTensorInfo, SafetensorsMetadata } from './tensor.ts';

/** A file before its data. */
export interface WritePlan {
  /** The header's length and the header. */
  readonly start: Uint8Array;
  /** In the order in which the data follows. */
  readonly placements: readonly Placement[];
  /** Size of the file. */
  readonly bytes: number;
}

type Named = readonly [name: string, info: SafeTensorInfo];

/** Checks tensors, but for their data, and metadata, and lays the file out. */
export function planFile(
  caller: string,
  tensors: Readonly<Record<string, unknown>>,
  metadata: SafetensorsMetadata,
): WritePlan {
  if (typeof tensors !== 'object' || tensors === null) {
    throw new TypeError(`${caller}: tensors must be an object of tensors, got ${describeValue(tensors)}`);
  }
  const placements = placeTensors(
    Object.entries(tensors).map(([name, tensor]) => [name, requireInfo(caller, name, tensor)]),
  );
  const start = encodeHeader(caller, placements, requireMetadata(caller, metadata));
  return { start, placements, bytes: start.length + (placements.at(-1)?.end ?? 0) };
}

function placeTensors(named: readonly Named[]): Placement[] {
  let begin = 0;
  return [...named].sort(byDtypeAndName).map(([name, { dtype, shape }]) => {
    const placement = { name, dtype, shape, begin, end: begin + (bytesOf(dtype, shape) ?? 0) };
    begin = placement.end;
    return placement;
  });
}

function byDtypeAndName(a: Named, b: Named): number {
  return dtypeNames.indexOf(a[1].dtype) - dtypeNames.indexOf(b[1].dtype) || byUtf8Name(a[0], b[0]);
}

/** The order of Unicode code points, which is that of UTF-8 bytes; JavaScript's own `<` compares UTF-16 units. */
function byUtf8Name(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

function encodeHeader(
  caller: string,
  placements: readonly Placement[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const entries = placements.map(
    ({ name, dtype, shape, begin, end }) =>
      `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`,
  );
  if (Object.keys(metadata).length > 0) entries.unshift(`${JSON.stringify(METADATA_KEY)}:${JSON.stringify(metadata)}`);
  const text = new TextEncoder().encode(`{${entries.join()}}`);
  const padded = Math.ceil(text.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
  if (padded > MAX_HEADER_BYTES) {
    throw new RangeError(`${caller}: header must be <= ${MAX_HEADER_BYTES} bytes, got ${padded}`);
  }
  const start = new Uint8Array(LENGTH_BYTES + padded).fill(' '.charCodeAt(0));
  new DataView(start.buffer).setBigUint64(0, BigInt(padded), true);
  start.set(text, LENGTH_BYTES);
  return start;
}

function requireMetadata(caller: string, metadata: unknown): Readonly<Record<string, string>> {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    throw new TypeError(`${caller}: metadata must be an object of strings, got ${describeValue(metadata)}`);
  }
  const sorted: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof text !== 'string') {
      const got = describeValue(text);
      throw new TypeError(`${caller}: metadata ${JSON.stringify(key)} must be a string, got ${got}`);
    }
    requireText(caller, 'metadata key', key);
    requireText(caller, `metadata ${JSON.stringify(key)}`, text);
    if (key === '__proto__') throw new RangeError(`${caller}: metadata key must not be "__proto__"`);
    sorted[key] = text;
  }
  return sorted;
}
