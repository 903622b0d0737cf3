import { describeValue } from '@gradlab-internal/checks';
import { SafetensorsError } from './error.ts';
import { type Placement, requireContiguous, requirePlacement } from './layout.ts';
import { LENGTH_BYTES, MAX_HEADER_BYTES, METADATA_KEY } from './limits.ts';
import { requireStrictJson } from './strict-json.ts';
import type { SafetensorsMetadata } from './tensor.ts';
import { hasLoneSurrogate } from './unicode.ts';

/** What a header says, checked. */
export interface Header {
  /** In the header's order, which need not be that of the data. */
  readonly placements: readonly Placement[];
  readonly metadata: SafetensorsMetadata;
  /** Where the tensors' bytes begin. */
  readonly dataStart: number;
}

/**
 * Length of the header.
 *
 * @param start the first eight bytes of the file, or all there are
 * @param fileBytes size of the file
 */
export function headerLength(start: Uint8Array, fileBytes: number): number {
  if (start.byteLength < LENGTH_BYTES) {
    throw new SafetensorsError('file-too-short', `a file has at least ${LENGTH_BYTES} bytes, got ${start.byteLength}`);
  }
  const length = new DataView(start.buffer, start.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) {
    throw new SafetensorsError('header-too-large', `header must be <= ${MAX_HEADER_BYTES} bytes, got ${length}`);
  }
  const rest = fileBytes - LENGTH_BYTES;
  if (length > BigInt(rest)) {
    throw new SafetensorsError('header-out-of-bounds', `header of ${length} bytes does not fit, only ${rest} follow`);
  }
  return Number(length);
}

/**
 * Reads and checks encoding, JSON, entries, offsets and metadata of a header.
 *
 * @param bytes the header alone, after its length
 * @param fileBytes size of the file
 */
export function parseHeader(bytes: Uint8Array, fileBytes: number): Header {
  const parsed = parseObject(decodeText(bytes));
  const placements = Object.entries(parsed)
    .filter(([name]) => name !== METADATA_KEY)
    .map(([name, entry]) => requirePlacement(name, entry));
  const dataStart = LENGTH_BYTES + bytes.byteLength;
  requireContiguous(placements, fileBytes - dataStart);
  const metadata = Object.hasOwn(parsed, METADATA_KEY) ? requireMetadata(parsed[METADATA_KEY]) : Object.create(null);
  return { placements, metadata, dataStart };
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SafetensorsError('invalid-utf8', 'header is not valid UTF-8', { cause });
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  if (text[0] !== '{') {
    throw new SafetensorsError('invalid-header', `header must begin with {, got ${describeValue(text.slice(0, 8))}`);
  }
  requireStrictJson(text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SafetensorsError('invalid-json', 'header is not valid JSON', { cause });
  }
}

function requireMetadata(value: unknown): SafetensorsMetadata {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SafetensorsError('invalid-metadata', `metadata must be an object, got ${describeValue(value)}`);
  }
  const metadata: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(value)) {
    if (key === '__proto__' || typeof text !== 'string' || hasLoneSurrogate(key) || hasLoneSurrogate(text)) {
      const got = `${JSON.stringify(key)}: ${describeValue(text)}`;
      throw new SafetensorsError('invalid-metadata', `metadata must map names to strings of valid Unicode, got ${got}`);
    }
    metadata[key] = text;
  }
  return metadata;
}
