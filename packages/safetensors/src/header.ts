import { describeValue } from '@gradlab-internal/checks';
import { SafetensorsError } from './error.ts';
import { LENGTH_BYTES, MAX_HEADER_BYTES, METADATA_KEY } from './limits.ts';
import type { SafetensorsMetadata } from './tensor.ts';
import { requireUniqueKeys } from './unique-keys.ts';

/** A header as the file has it: parsed and split, its tensor entries not yet checked. */
export interface RawHeader {
  readonly entries: readonly (readonly [name: string, entry: unknown])[];
  readonly metadata: SafetensorsMetadata;
  /** Where the tensors' bytes begin. */
  readonly dataStart: number;
}

/** Reads and checks length, encoding, JSON and metadata of the header at the start of `bytes`. */
export function readHeader(bytes: Uint8Array): RawHeader {
  const length = headerLength(bytes);
  const dataStart = LENGTH_BYTES + length;
  const parsed = parseObject(decodeText(bytes.subarray(LENGTH_BYTES, dataStart)));
  const entries = Object.entries(parsed);
  const metadata = Object.hasOwn(parsed, METADATA_KEY) ? requireMetadata(parsed[METADATA_KEY]) : Object.create(null);
  return { entries: entries.filter(([name]) => name !== METADATA_KEY), metadata, dataStart };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.byteLength < LENGTH_BYTES) {
    throw new SafetensorsError('file-too-short', `a file has at least ${LENGTH_BYTES} bytes, got ${bytes.byteLength}`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) {
    throw new SafetensorsError('header-too-large', `header must be <= ${MAX_HEADER_BYTES} bytes, got ${length}`);
  }
  const rest = bytes.byteLength - LENGTH_BYTES;
  if (length > BigInt(rest)) {
    throw new SafetensorsError('header-out-of-bounds', `header of ${length} bytes does not fit, only ${rest} follow`);
  }
  return Number(length);
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
  requireUniqueKeys(text);
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
    if (key === '__proto__' || typeof text !== 'string') {
      const got = `${JSON.stringify(key)}: ${describeValue(text)}`;
      throw new SafetensorsError('invalid-metadata', `metadata must map names to strings, got ${got}`);
    }
    metadata[key] = text;
  }
  return metadata;
}
